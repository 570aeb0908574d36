using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Access;

/// <summary>One sign-in, kept on the server so that ending it ends it at once (access.md §3).</summary>
public sealed class UserSession : Entity
{
    public required long UserId { get; init; }

    /// <summary>SHA-256 of the random token in the cookie.</summary>
    public required string TokenHash { get; init; }
    public required Instant StartedAt { get; init; }

    /// <summary>Last time a person did something; polling does not count.</summary>
    public required Instant LastSeenAt { get; set; }

    /// <summary>12 hours after the start, whatever happens.</summary>
    public required Instant ExpiresAt { get; init; }
    public Instant? LockedAt { get; set; }
    public Instant? EndedAt { get; set; }
    public string? IpAddress { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>A shared front-desk PC: locks after 5 minutes, ends after 15.</summary>
    public bool IsSharedDesk { get; init; }
}

/// <summary>A refresh token of the API: single use, stored hashed; reuse revokes the whole family.</summary>
public sealed class RefreshToken : Entity
{
    public required long UserId { get; init; }
    public required Guid Family { get; init; }
    public required string TokenHash { get; init; }
    public required Instant IssuedAt { get; init; }
    public required Instant ExpiresAt { get; init; }
    public Instant? UsedAt { get; set; }
    public Instant? RevokedAt { get; set; }
}

/// <summary>A pressed button that was carried out, so that pressing it again answers the same.</summary>
public sealed class Command
{
    public required long UserId { get; init; }
    public required Guid CommandId { get; init; }

    /// <summary>What was asked for; null when the name was the program's own.</summary>
    public string? Fingerprint { get; init; }
    public required string Entity { get; init; }
    public required long EntityId { get; init; }
    public required Instant DoneAt { get; init; }
}

/// <summary>One run of a job: the key lets one web node of several run it.</summary>
public sealed class JobRun
{
    public required string Job { get; init; }
    public required Instant DueAt { get; init; }
    public required Instant StartedAt { get; init; }
    public Instant? EndedAt { get; set; }
    public bool? Succeeded { get; set; }
}
