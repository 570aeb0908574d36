using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>A live session with what every page must know of its person: one row, read once a request.</summary>
public sealed record OpenSession
{
    public required long SessionId { get; init; }
    public required long UserId { get; init; }
    public required Instant StartedAt { get; init; }
    public required Instant LastSeenAt { get; init; }
    public required Instant ExpiresAt { get; init; }
    public required Instant? LockedAt { get; init; }
    public required bool IsSharedDesk { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Email { get; init; }
    public required string? Title { get; init; }
    public required LanguageCode Language { get; init; }
    public required Theme Theme { get; init; }
    public required Density Density { get; init; }
    public required bool Uses24Hours { get; init; }
    public required bool ShortcutsOn { get; init; }
    public required bool PrivacyMode { get; init; }
    public required bool MustChangePassword { get; init; }
    public required bool HasSecondFactor { get; init; }
    public required bool HasPasskey { get; init; }

    /// <summary>Changes with every change of permissions, roles, locations or the practice's settings; null on a database without base data.</summary>
    public required string? Stamp { get; init; }

    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>True when nobody did anything for longer than the practice allows, or the 12 hours are over.</summary>
    public bool IsOver(Instant now, PracticeFacts practice) =>
        now >= ExpiresAt || now - LastSeenAt >= Duration.FromMinutes(practice[IsSharedDesk ? Setting.DeskSignOutMinutes : Setting.SignOutMinutes]);

    /// <summary>True when the screen is locked, by the person or because a shared desk was left alone.</summary>
    public bool IsLocked(Instant now, PracticeFacts practice) =>
        LockedAt is not null || (IsSharedDesk && now - LastSeenAt >= Duration.FromSeconds(practice[Setting.DeskLockSeconds]) + Sessions.TouchEvery);
}

/// <summary>The practice's name and choices, as every page needs them.</summary>
/// <param name="Zone">IANA name of the main location's time zone.</param>
public sealed record PracticeFacts(string Name, string Zone, IReadOnlyDictionary<Setting, int> Settings)
{
    /// <summary>The current value of a choice.</summary>
    public int this[Setting setting] => Settings[setting];
}
