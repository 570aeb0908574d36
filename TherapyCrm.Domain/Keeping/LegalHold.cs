using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Keeping;

/// <summary>Stops the end of one client's file, whatever its retention says, until it is lifted.</summary>
public sealed class LegalHold : Entity, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }

    long? IClientOwned.LearnerId => null;
    public required string Reason { get; init; }
    public required long SetBy { get; init; }
    public required Instant SetAt { get; init; }
    public Instant? LiftedAt { get; internal set; }
    public long? LiftedBy { get; internal set; }
    public string? LiftReason { get; internal set; }
}

/// <summary>That a first person wants a file ended; a second has to agree.</summary>
public sealed class DestructionRequest : Entity, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }

    long? IClientOwned.LearnerId => null;
    public required long AskedBy { get; init; }
    public required Instant AskedAt { get; init; }

    /// <summary>When it was agreed to or taken back.</summary>
    public Instant? ClosedAt { get; internal set; }
}

/// <summary>What is left of a file that was ended.</summary>
public sealed class DestructionCertificate : Entity, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }

    long? IClientOwned.LearnerId => null;
    public required string FileNumber { get; init; }
    public required string Name { get; init; }
    public required LocalDate FirstContact { get; init; }
    public required LocalDate LastContact { get; init; }

    /// <summary>Until when it had to be kept.</summary>
    public required LocalDate KeptUntil { get; init; }
    public required Instant DestroyedAt { get; init; }
    public required long AskedBy { get; init; }
    public required long DestroyedBy { get; init; }
}
