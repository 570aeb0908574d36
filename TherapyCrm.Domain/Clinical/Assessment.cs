using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How far an assessment has come: only a finished one is part of the record.</summary>
public enum AssessmentStatus { Draft, Finished }

/// <summary>A questionnaire that was answered, or findings recorded by hand. Which one it is and all it says lie sealed.</summary>
public sealed class Assessment : Record, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }

    /// <summary>The plan it belongs to, of the same client and learner; null without one.</summary>
    public long? PlanId { get; set; }

    /// <summary>Who records it; a draft is theirs alone.</summary>
    public required long AuthorId { get; set; }

    /// <summary>The day it was answered.</summary>
    public required LocalDate AssessedOn { get; set; }
    public AssessmentStatus Status { get; internal set; } = AssessmentStatus.Draft;

    /// <summary>The version that counts; 0 until it is finished.</summary>
    public int CurrentNumber { get; internal set; }

    /// <summary>Binds what is sealed in this row to it.</summary>
    public Guid SealId { get; private init; } = Guid.NewGuid();

    /// <summary>The sealed <see cref="AssessmentBody"/> while it is a draft.</summary>
    public byte[]? Draft { get; internal set; }

    /// <summary>The window that saved the draft last: its own saves do not make it stale.</summary>
    public Guid? DraftWindow { get; internal set; }

    /// <summary>A draft that was thrown away by its author; hidden, and not deleted.</summary>
    public Instant? DiscardedAt { get; internal set; }
    internal SealedPlace DraftPlace => DraftPlaceOf(SealId);
    internal static SealedPlace DraftPlaceOf(Guid sealId) => new("assessments", "draft", sealId);
}

/// <summary>An assessment as it was finished or corrected; every one is kept.</summary>
public sealed class AssessmentVersion : Entity, IClientOwned
{
    public long AssessmentId { get; private init; }
    public required Assessment Assessment { get; init; }

    /// <inheritdoc/>
    public required long ClientId { get; init; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }

    /// <summary>1 when it was finished, one more with each correction.</summary>
    public required int Number { get; init; }
    public required long SavedBy { get; init; }
    public required Instant SavedAt { get; init; }
    public Guid SealId { get; private init; } = Guid.NewGuid();

    /// <summary>The sealed <see cref="AssessmentBody"/>.</summary>
    public required byte[] Body { get; set; }
    internal SealedPlace Place => PlaceOf(SealId);
    internal static SealedPlace PlaceOf(Guid sealId) => new("assessment_versions", "body", sealId);
}
