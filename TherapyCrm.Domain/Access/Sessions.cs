using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Sign-ins kept on the server: found by the hash of the cookie's token, ended at once everywhere.</summary>
public sealed class Sessions(CrmDbContext db, IClock clock)
{
    /// <summary>How often a person's activity is written down.</summary>
    public static readonly Duration TouchEvery = Duration.FromSeconds(30);

    /// <summary>A session's longest life (access.md §3).</summary>
    public static readonly Duration Longest = Duration.FromHours(12);

    /// <summary>The session of this token, when it was not ended and its person may sign in.</summary>
    public Task<OpenSession?> FindAsync(string token, CancellationToken cancel = default) => FindByKeyAsync(Tokens.Hash(token), cancel);

    /// <summary>The session of a program, by its tokens' family; null when it was ended or is over.</summary>
    public async Task<OpenSession?> FindApiAsync(Guid family, Instant now, CancellationToken cancel = default) =>
        await FindByKeyAsync(KeyOf(family), cancel) is { } session && session.ExpiresAt > now ? session : null;

    /// <summary>Where a program's session lies; no token of a cookie hashes to it.</summary>
    internal static string KeyOf(Guid family) => $"api:{family:N}";

    private Task<OpenSession?> FindByKeyAsync(string hash, CancellationToken cancel) => ByKey.On(db)(db, hash, cancel);

    private static readonly KeptQuery<Func<CrmDbContext, string, CancellationToken, Task<OpenSession?>>> ByKey = new(() => EF.CompileAsyncQuery((CrmDbContext db, string hash, CancellationToken _) =>
        (from s in db.UserSessions
         join u in db.Users on s.UserId equals u.Id
         where s.TokenHash == hash && s.EndedAt == null && u.IsActive && !u.AccountLocked
         select new OpenSession
         {
             SessionId = s.Id, UserId = u.Id, StartedAt = s.StartedAt, LastSeenAt = s.LastSeenAt, ExpiresAt = s.ExpiresAt,
             LockedAt = s.LockedAt, IsSharedDesk = s.IsSharedDesk, FirstName = u.FirstName, LastName = u.LastName, Email = u.Email!, Title = u.Title,
             Language = u.PreferredLanguage, Theme = u.Theme, Density = u.Density, Uses24Hours = u.Uses24Hours,
             ShortcutsOn = u.ShortcutsOn, PrivacyMode = u.PrivacyMode, MustChangePassword = u.RequirePasswordChange,
             HasSecondFactor = u.TwoFactorEnabled, HasPasskey = db.UserPasskeys.Any(p => p.UserId == u.Id),
             Stamp = db.PracticeSettings.Where(p => p.Key == AccessStamp.Key).Select(p => p.Value).FirstOrDefault(),
         }).FirstOrDefault()));

    /// <summary>Notes that the person did something, at most every <see cref="TouchEvery"/>.</summary>
    public async Task TouchAsync(OpenSession session, Instant now, CancellationToken cancel = default)
    {
        if (now - session.LastSeenAt < TouchEvery) return;
        await db.UserSessions.Where(s => s.Id == session.SessionId && s.LastSeenAt < now)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.LastSeenAt, now), cancel);
    }

    /// <summary>Opens a session and answers the token for the cookie; the caller saves.</summary>
    public string Add(long userId, string? address, string? userAgent, bool sharedDesk)
    {
        var (token, now) = (Tokens.New(), clock.GetCurrentInstant());
        db.UserSessions.Add(new UserSession
        {
            UserId = userId, TokenHash = Tokens.Hash(token), StartedAt = now, LastSeenAt = now, ExpiresAt = now + Longest,
            IpAddress = address, UserAgent = userAgent, IsSharedDesk = sharedDesk,
        });
        return token;
    }

    /// <summary>Ends the session of this token, if it is still open.</summary>
    public Task EndAsync(string token, CancellationToken cancel = default)
    {
        var (hash, now) = (Tokens.Hash(token), clock.GetCurrentInstant());
        return db.UserSessions.Where(s => s.TokenHash == hash && s.EndedAt == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAt, now), cancel);
    }

    /// <summary>The practice's name and choices.</summary>
    public async Task<PracticeFacts> PracticeAsync(CancellationToken cancel = default) => new(
        await db.Practices.OrderBy(p => p.Id).Select(p => p.Name).FirstOrDefaultAsync(cancel) ?? "Therapy CRM",
        await db.Locations.OrderByDescending(l => l.IsActive).ThenByDescending(l => l.IsMainLocation).ThenBy(l => l.Id).Select(l => l.TimeZone).FirstOrDefaultAsync(cancel) ?? "Etc/UTC",
        await new Settings(db).AllAsync(cancel));
}
