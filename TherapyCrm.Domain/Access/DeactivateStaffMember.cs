using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Shuts a person out at once, or lets them in again: for good (active) or for the moment (locked).</summary>
public sealed class DeactivateStaffMember(CrmDbContext db, BookingsAhead bookingsAhead) : IOperation
{
    /// <summary>Sets both; sessions and tokens end when the person is shut out.</summary>
    /// <param name="confirmBookings">Deactivates although bookings are to come; they stay as they are.</param>
    /// <returns>True; or the bookings in the way.</returns>
    /// <exception cref="ForbiddenException">The actor does not manage users, or means themself.</exception>
    public async Task<Outcome<bool>> RunAsync(Actor actor, long userId, bool isActive, bool isLocked, bool confirmBookings = false, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        if (actor.UserId == userId) throw new ForbiddenException();
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == userId, cancel) ?? throw new NotFoundException();
        if (user.IsActive == isActive && user.AccountLocked == isLocked) return true;
        if (user.IsActive && !isActive && !confirmBookings && await InTheWayAsync(actor, userId, cancel) is { } problem) return problem;
        (user.IsActive, user.AccountLocked) = (isActive, isLocked);
        if (isActive && !isLocked) (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        db.AuditUser(actor, (isActive, isLocked) switch { (false, _) => "user.deactivated", (_, true) => "user.locked", _ => "user.activated" }, userId);
        return await db.SaveKeepingManagerAsync(true, actor, cancel, also: async () =>
        {
            if (!isActive || isLocked) await SessionEnds.OfAsync(db, userId, actor.Now, but: null, cancel);
        });
    }

    /// <summary>The bookings to come that stand in the way of shutting the person out for good; null when there are none.</summary>
    public async Task<Problem?> InTheWayAsync(Actor actor, long userId, CancellationToken cancel = default) =>
        await bookingsAhead.OfStaffAsync(actor, userId, cancel) is { Total: > 0 } ahead ? ahead.Warning("isActive") : null;
}
