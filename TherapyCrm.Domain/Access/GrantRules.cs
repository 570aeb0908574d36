using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Nobody grants what they lack, nor to themselves; one active user with permission management always remains (access.md §1).</summary>
internal static class GrantRules
{
    /// <summary>Refuses who may not hand this out; lifting a deny hands out as well.</summary>
    /// <exception cref="ForbiddenException">The actor lacks it, or means themself.</exception>
    public static void MustBeAbleToGrant(this Actor actor, long toUser, Permission permission, Reach reach)
    {
        actor.MustHaveOver(toUser);
        if (actor.ReachOf(permission) < reach) throw new ForbiddenException();
    }

    /// <summary>Refuses who may not change this person's permissions at all.</summary>
    /// <exception cref="ForbiddenException">The actor does not manage permissions, or means themself.</exception>
    public static void MustHaveOver(this Actor actor, long user)
    {
        actor.MustHave(Permission.ManagePermissions);
        if (actor.UserId == user) throw new ForbiddenException();
    }

    /// <summary>Saves, unless nobody would be left who can give permissions back; then nothing is saved. Never called inside a transaction.</summary>
    /// <param name="also">Done in the same transaction.</param>
    public static async Task<Outcome<T>> SaveKeepingManagerAsync<T>(this CrmDbContext db, T value, Actor actor, CancellationToken cancel, Func<Task>? also = null)
    {
        try
        {
            return await db.InTransactionAsync(async () =>
            {
                await db.RenewStampAsync(cancel); // first, so that two such changes stand in line
                var outcome = await db.SaveAsync(value, cancel: cancel);
                if (also is not null) await also();
                return await RemainsAsync(db, actor, cancel) ? outcome : throw new NobodyLeft();
            }, cancel);
        }
        catch (NobodyLeft)
        {
            db.ChangeTracker.Clear();
            return Problem.Conflict("", "Somebody active must remain who manages permissions.");
        }
    }

    private static async Task<bool> RemainsAsync(CrmDbContext db, Actor actor, CancellationToken cancel)
    {
        var roles = await db.RolePermissions.Where(r => r.PermissionId == Permission.ManagePermissions).Select(r => r.Role).ToListAsync(cancel);
        var names = roles.ConvertAll(StoredText.Of);
        var byRole = from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where names.Contains(role.Name!) select held.UserId;
        return await db.Users.AnyAsync(u => u.IsActive && !u.AccountLocked
            && (byRole.Contains(u.Id) || db.UserPermissions.Any(p => p.UserId == u.Id && p.PermissionId == Permission.ManagePermissions && p.Granted && p.ExpiresAt == null))
            && !db.UserPermissions.Any(p => p.UserId == u.Id && p.PermissionId == Permission.ManagePermissions && !p.Granted && (p.ExpiresAt == null || p.ExpiresAt > actor.Now)), cancel);
    }

    private sealed class NobodyLeft : Exception;
}
