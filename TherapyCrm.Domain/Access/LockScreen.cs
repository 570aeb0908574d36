using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Locks the session in hand, and opens it again to who knows its person's password.</summary>
public sealed class LockScreen(CrmDbContext db, SignIn signIn) : IOperation
{
    /// <summary>Until it is unlocked, the session opens nothing.</summary>
    public async Task LockAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.UserId is not { } user) return;
        var locked = await db.UserSessions.Where(s => s.Id == actor.SessionId && s.LockedAt == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.LockedAt, actor.Now), cancel);
        if (locked == 0) return;
        db.AuditUser(actor, "auth.locked", user);
        await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>Opens it again.</summary>
    public async Task<Outcome<bool>> UnlockAsync(Actor actor, string? password, CancellationToken cancel = default)
    {
        if (!await signIn.IsPasswordAsync(actor, password ?? "", cancel)) return Problem.Invalid("password", "This is not your password.");
        await db.UserSessions.Where(s => s.Id == actor.SessionId)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.LockedAt, (NodaTime.Instant?)null).SetProperty(s => s.LastSeenAt, actor.Now), cancel);
        db.AuditUser(actor, "auth.unlocked", actor.UserId!.Value);
        return await db.SaveAsync(true, cancel: cancel);
    }
}
