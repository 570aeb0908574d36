using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Changes what is one's own: name, phone and how the screens look.</summary>
public sealed class EditProfile(CrmDbContext db) : IOperation
{
    /// <summary>What it should be.</summary>
    public sealed record Request
    {
        /// <summary>The version the editor had seen; null does not ask.</summary>
        public int? Version { get; init; }
        public required string? FirstName { get; init; }
        public required string? LastName { get; init; }
        public string? Phone { get; init; }
        public LanguageCode Language { get; init; }
        public Theme Theme { get; init; }
        public Density Density { get; init; }
        public bool Uses24Hours { get; init; }
        public bool ShortcutsOn { get; init; }
        public bool PrivacyMode { get; init; }

        internal Problem[] Check() =>
        [
            .. TypedText.Check("firstName", FirstName, 100, required: true), .. TypedText.Check("lastName", LastName, 100, required: true), .. TypedText.Check("phone", Phone, 60),
        ];
    }

    /// <summary>One's own profile as it is.</summary>
    public async Task<Request> GetAsync(Actor actor, CancellationToken cancel = default) =>
        await db.Users.Where(u => u.Id == actor.UserId).Select(u => new Request
        {
            FirstName = u.FirstName, LastName = u.LastName, Phone = u.PhoneNumber, Language = u.PreferredLanguage, Theme = u.Theme, Density = u.Density,
            Uses24Hours = u.Uses24Hours, ShortcutsOn = u.ShortcutsOn, PrivacyMode = u.PrivacyMode,
        }).FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();

    /// <summary>Saves it.</summary>
    public async Task<Outcome<bool>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (request.Check() is { Length: > 0 } problems) return problems;
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel) ?? throw new NotFoundException();
        if (user.StaleSince(request.Version) is { } stale) return stale;
        (user.FirstName, user.LastName, user.PhoneNumber) = (TypedText.Kept(request.FirstName)!, TypedText.Kept(request.LastName)!, TypedText.Kept(request.Phone));
        (user.PreferredLanguage, user.Theme, user.Density) = (request.Language, request.Theme, request.Density);
        (user.Uses24Hours, user.ShortcutsOn, user.PrivacyMode) = (request.Uses24Hours, request.ShortcutsOn, request.PrivacyMode);
        db.AuditUser(actor, "user.profile_edited", user.Id);
        return await db.SaveAsync(true, cancel: cancel);
    }
}

/// <summary>One live session of a person.</summary>
public sealed record SessionRow(long Id, NodaTime.Instant StartedAt, NodaTime.Instant LastSeenAt, string? Address, string? UserAgent, bool IsSharedDesk, bool IsThis);

/// <summary>Where a person is signed in.</summary>
public sealed class SessionList(CrmDbContext db)
{
    /// <summary>The live sessions of oneself, or of anybody for who manages users; newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> RunAsync(Actor actor, long userId, CancellationToken cancel = default)
    {
        if (userId != actor.UserId) actor.MustHave(Permission.ManageUsers);
        return await db.UserSessions.Where(s => s.UserId == userId && s.EndedAt == null && s.ExpiresAt > actor.Now).OrderByDescending(s => s.LastSeenAt)
            .Select(s => new SessionRow(s.Id, s.StartedAt, s.LastSeenAt, s.IpAddress, s.UserAgent, s.IsSharedDesk, s.Id == actor.SessionId)).ToListAsync(cancel);
    }
}
