using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>What a program gets after signing in: its family names the session, the refresh token is handed out this once.</summary>
public sealed record IssuedTokens(long UserId, Guid Family, string RefreshToken);

/// <summary>Opens a session for a program whose person's password and code were right.</summary>
public sealed class IssueTokens(CrmDbContext db, IClock clock) : IOperation
{
    /// <summary>Opens the session and answers its first refresh token.</summary>
    public async Task<IssuedTokens> RunAsync(long userId, string? address, string? userAgent, CancellationToken cancel = default)
    {
        var (family, now) = (Guid.NewGuid(), clock.GetCurrentInstant());
        db.UserSessions.Add(new UserSession
        {
            UserId = userId, TokenHash = Sessions.KeyOf(family), StartedAt = now, LastSeenAt = now, ExpiresAt = now + Sessions.Longest,
            IpAddress = address, UserAgent = userAgent,
        });
        var token = Add(db, userId, family, now, now + Sessions.Longest);
        db.AuditUser(new() { UserId = userId, Now = now, Address = address, UserAgent = userAgent }, "auth.signed_in", userId, "api");
        await db.SaveAsync(true, cancel: cancel);
        return new(userId, family, token);
    }

    internal static string Add(CrmDbContext db, long userId, Guid family, Instant now, Instant until)
    {
        var token = Tokens.New();
        db.RefreshTokens.Add(new RefreshToken { UserId = userId, Family = family, TokenHash = Tokens.Hash(token), IssuedAt = now, ExpiresAt = until });
        return token;
    }
}
