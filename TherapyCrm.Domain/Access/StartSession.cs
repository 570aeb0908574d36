using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Opens a session for a person whose password and code were right.</summary>
public sealed class StartSession(CrmDbContext db, Sessions sessions, IClock clock) : IOperation
{
    /// <summary>Answers the token for the cookie.</summary>
    /// <param name="before">Token of a session that this one replaces in the same browser; it ends.</param>
    /// <param name="how">What the log says beside, such as "passkey".</param>
    public async Task<string> RunAsync(long userId, string? address, string? userAgent, bool sharedDesk, string? before, string? how = null, CancellationToken cancel = default)
    {
        var by = new Actor { UserId = userId, Now = clock.GetCurrentInstant(), Address = address, UserAgent = userAgent };
        if (before is not null) await sessions.EndAsync(before, cancel);
        var token = sessions.Add(userId, address, userAgent, sharedDesk);
        db.AuditUser(by, "auth.signed_in", userId, how);
        await db.SaveAsync(true, cancel: cancel);
        return token;
    }
}

/// <summary>Ends sessions: one's own, or as an administrator another's.</summary>
public sealed class EndSession(CrmDbContext db) : IOperation
{
    /// <summary>Signs the actor out of the session in hand.</summary>
    public async Task SignOutAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.UserId is not { } user || actor.SessionId is not { } session) return;
        await EndAsync(actor, user, session, "auth.signed_out", cancel);
    }

    /// <summary>Ends one session of the actor, or of anybody for who manages users.</summary>
    /// <exception cref="NotFoundException">There is no such live session.</exception>
    public async Task RunAsync(Actor actor, long userId, long sessionId, CancellationToken cancel = default)
    {
        if (userId != actor.UserId) actor.MustHave(Permission.ManageUsers);
        if (!await db.UserSessions.AnyAsync(s => s.Id == sessionId && s.UserId == userId && s.EndedAt == null, cancel)) throw new NotFoundException();
        await EndAsync(actor, userId, sessionId, "auth.session_ended", cancel);
    }

    private async Task EndAsync(Actor actor, long userId, long sessionId, string action, CancellationToken cancel)
    {
        var session = await db.UserSessions.FirstAsync(s => s.Id == sessionId, cancel);
        session.EndedAt ??= actor.Now;
        db.AuditUser(actor, action, userId);
        await db.SaveAsync(true, cancel: cancel);
    }
}
