using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>What may be done with one document; each of the others includes reading.</summary>
public enum DocumentRight { Read, Write, Delete, Share }

/// <summary>What one person may do with one document, whatever else they may not (access.md §1, row 4).</summary>
public sealed class DocumentPermission : Entity
{
    public required long DocumentId { get; init; }
    public required long UserId { get; init; }
    public required DocumentRight PermissionType { get; init; }
    public required Instant GrantedAt { get; init; }

    /// <summary>From this instant on it counts no more; null for ever.</summary>
    public Instant? ExpiresAt { get; init; }
    public Instant CreatedAt { get; private set; }

    /// <summary>Who granted it.</summary>
    public required long CreatedBy { get; init; }
}
