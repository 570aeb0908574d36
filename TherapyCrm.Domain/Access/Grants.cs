using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Access;

/// <summary>A capability by name, as the practice sees it listed.</summary>
public sealed class PermissionType : Entity
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? Category { get; init; }
    public Instant CreatedAt { get; private set; }
}

/// <summary>What everybody of a role may do, and how far.</summary>
public sealed class RolePermission : Entity
{
    public required UserRole Role { get; init; }
    public required Permission PermissionId { get; init; }
    public required Reach Reach { get; set; }
    public Instant CreatedAt { get; private set; }
}

/// <summary>What one person may do more, or less, than their roles say.</summary>
public sealed class UserPermission : Entity
{
    public required long UserId { get; init; }
    public required Permission PermissionId { get; init; }

    /// <summary>False is a deny, which beats every grant.</summary>
    public required bool Granted { get; init; }

    /// <summary>Of a grant; a grant without reach means <see cref="Reach.Assigned"/>.</summary>
    public Reach? Reach { get; init; }
    public long? GrantedBy { get; init; }
    public required Instant GrantedAt { get; init; }

    /// <summary>From this instant on it counts no more; null for ever.</summary>
    public Instant? ExpiresAt { get; init; }
}

/// <summary>What one person may, or may not, do with one client or one learner.</summary>
public sealed class RecordPermission : Entity
{
    public required long UserId { get; init; }
    public required Permission PermissionId { get; init; }

    /// <summary>Always set, for a learner's row too.</summary>
    public required long ClientId { get; init; }

    /// <summary>Set: the row is about this learner's records only.</summary>
    public long? LearnerId { get; init; }
    public required bool Granted { get; init; }
    public long? GrantedBy { get; init; }
    public required Instant GrantedAt { get; init; }
    public Instant? ExpiresAt { get; init; }
}

/// <summary>An emergency view of one client: with a reason, for an hour, reviewed afterwards (access.md §1).</summary>
public sealed class BreakGlassAccess : Entity
{
    public required long UserId { get; init; }
    public required long ClientId { get; init; }
    public required string Reason { get; init; }
    public required Instant StartedAt { get; init; }
    public required Instant ExpiresAt { get; init; }
    public Instant? EndedAt { get; internal set; }
    public Instant? ReviewedAt { get; internal set; }
    public long? ReviewedBy { get; internal set; }
    public string? ReviewNote { get; internal set; }
}

/// <summary>Tells one person at once that an emergency view was opened: the client's therapist, and the practice's privacy contact.</summary>
public sealed class BreakGlassNotice : Entity
{
    public long BreakGlassAccessId { get; init; }
    public BreakGlassAccess? Access { get; init; }
    public required long UserId { get; init; }
    public Instant? SeenAt { get; internal set; }
}
