using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Access;

/// <summary>How an audited act ended.</summary>
public enum AuditOutcome { Ok, Denied, Failed }

/// <summary>One line of the append-only log: who did or read what, when, and how it ended (access.md §2).</summary>
public sealed class AuditEntry : Entity
{
    public required Instant At { get; init; }
    public long? UserId { get; init; }
    public long? SessionId { get; init; }
    public string? IpAddress { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>Such as <c>appointment.booked</c> or <c>client.read</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Such as <c>appointment</c>, <c>client</c>, <c>auth</c>.</summary>
    public required string InformationType { get; init; }
    public long? EntityId { get; init; }
    public long? ClientId { get; init; }
    public required AuditOutcome Outcome { get; init; }
    public string? Reason { get; init; }

    /// <summary>Names of the changed fields, or a list's filter and count; never a value of a record.</summary>
    public string? Details { get; init; }
}

/// <summary>A keyed hash over a run of log lines and the seal before it, so that a changed or missing line shows.</summary>
public sealed class AuditSeal : Entity
{
    public required long FirstEntryId { get; init; }
    public required long LastEntryId { get; init; }
    public required int EntryCount { get; init; }
    public required Instant SealedAt { get; init; }
    public required string KeyId { get; init; }
    public required string Hash { get; init; }
}

/// <summary>That somebody looked at a line of the log which the month's sample drew, and what they found.</summary>
public sealed class AuditReview : Entity
{
    public required long AuditEntryId { get; init; }
    public required string Note { get; init; }
    public required long ReviewedBy { get; init; }
    public required Instant ReviewedAt { get; init; }
}

/// <summary>The contract's <c>auth_logs</c>: a view of the log's lines about signing in.</summary>
public sealed class AuthLog
{
    public long Id { get; init; }
    public long? UserId { get; init; }
    public required string Action { get; init; }
    public string? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public bool Success { get; init; }
    public Instant Timestamp { get; init; }
    public string? Details { get; init; }
}
