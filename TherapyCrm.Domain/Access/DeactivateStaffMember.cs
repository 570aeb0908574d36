using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Shuts a person out at once, or lets them in again: for good (active) or for the moment (locked).</summary>
public sealed class DeactivateStaffMember(CrmDbContext db) : IOperation
{
    /// <summary>Sets both; sessions and tokens end when the person is shut out.</summary>
    /// <exception cref="ForbiddenException">The actor does not manage users, or means themself.</exception>
    public async Task<Outcome<bool>> RunAsync(Actor actor, long userId, bool isActive, bool isLocked, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        if (actor.UserId == userId) throw new ForbiddenException();
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == userId, cancel) ?? throw new NotFoundException();
        if (user.IsActive == isActive && user.AccountLocked == isLocked) return true;
        (user.IsActive, user.AccountLocked) = (isActive, isLocked);
        if (isActive && !isLocked) (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        db.AuditUser(actor, (isActive, isLocked) switch { (false, _) => "user.deactivated", (_, true) => "user.locked", _ => "user.activated" }, userId);
        return await db.SaveKeepingManagerAsync(true, actor, cancel, also: async () =>
        {
            if (!isActive || isLocked) await SessionEnds.OfAsync(db, userId, actor.Now, but: null, cancel);
        });
    }
}
