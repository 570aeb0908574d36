using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Exchanges a refresh token for the next one; a token that comes twice was stolen or leaked, and its whole family ends (access.md §3).</summary>
public sealed class RefreshTokens(CrmDbContext db, Sessions sessions, IClock clock) : IOperation
{
    /// <summary>The next token of the family; null when this one does not count any more.</summary>
    public async Task<IssuedTokens?> RunAsync(string token, string? address, string? userAgent, CancellationToken cancel = default)
    {
        var (hash, now) = (Tokens.Hash(token), clock.GetCurrentInstant());
        var by = new Actor { UserId = null, Now = now, Address = address, UserAgent = userAgent };
        var known = await db.RefreshTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash, cancel);
        if (known is null) return await RefuseAsync(by, "auth.refresh_failed", null, cancel);
        by = by with { UserId = known.UserId };
        if (known.UsedAt is null && known.RevokedAt is null && known.ExpiresAt > now && await sessions.FindApiAsync(known.Family, now, cancel) is not null
            && await ExchangeAsync(by, known, cancel) is { } next) return next;
        if (!await db.RefreshTokens.AnyAsync(t => t.Id == known.Id && t.UsedAt != null, cancel)) return await RefuseAsync(by, "auth.refresh_failed", known, cancel);
        await RevokeAsync(known.Family, now, cancel);
        return await RefuseAsync(by, "auth.token_reused", known, cancel);
    }

    private Task<IssuedTokens?> ExchangeAsync(Actor by, RefreshToken known, CancellationToken cancel) => db.InTransactionAsync(async () =>
    {
        var won = await db.RefreshTokens.Where(t => t.Id == known.Id && t.UsedAt == null && t.RevokedAt == null)
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.UsedAt, by.Now), cancel);
        if (won == 0) return null;
        await db.UserSessions.Where(s => s.TokenHash == Sessions.KeyOf(known.Family)).ExecuteUpdateAsync(u => u.SetProperty(s => s.LastSeenAt, by.Now), cancel);
        var next = IssueTokens.Add(db, known.UserId, known.Family, by.Now, known.ExpiresAt);
        db.AuditUser(by, "auth.refreshed", known.UserId, "api");
        await db.SaveAsync(true, cancel: cancel);
        return new IssuedTokens(known.UserId, known.Family, next);
    }, cancel);

    private async Task RevokeAsync(Guid family, Instant now, CancellationToken cancel)
    {
        await db.RefreshTokens.Where(t => t.Family == family && t.RevokedAt == null).ExecuteUpdateAsync(u => u.SetProperty(t => t.RevokedAt, now), cancel);
        await db.UserSessions.Where(s => s.TokenHash == Sessions.KeyOf(family) && s.EndedAt == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAt, now), cancel);
    }

    private async Task<IssuedTokens?> RefuseAsync(Actor by, string action, RefreshToken? known, CancellationToken cancel)
    {
        db.AuditEntries.Add(AuditLog.Line(by, action, AuditOutcome.Failed, known?.UserId));
        await db.SaveChangesAsync(cancel);
        return null;
    }
}
