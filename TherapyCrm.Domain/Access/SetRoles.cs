using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Gives a person the roles they hold; a role brings what the practice has decided for it, so managing permissions is enough to give it to another.</summary>
public sealed class SetRoles(CrmDbContext db) : IOperation
{
    /// <returns>True; or that nobody would be left who manages permissions.</returns>
    public async Task<Outcome<bool>> RunAsync(Actor actor, long userId, IReadOnlyCollection<UserRole> roles, CancellationToken cancel = default)
    {
        actor.MustHaveOver(userId);
        if (roles.Any(r => !Enum.IsDefined(r))) return Problem.Invalid("roles", "Please choose a role.");
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == userId, cancel) ?? throw new NotFoundException();
        db.Entry(user).Property(u => u.UpdatedAt).IsModified = true; // the person's version counts for their roles too
        await RoleRows.SetAsync(db, userId, roles, cancel);
        db.AuditUser(actor, "permission.roles_set", userId, string.Join(' ', roles.Distinct().Order().Select(r => StoredText.Of(r))));
        return await db.SaveKeepingManagerAsync(true, actor, cancel);
    }
}
