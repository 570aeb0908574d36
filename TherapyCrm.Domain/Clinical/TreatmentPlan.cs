using System.Text.Json.Serialization;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How far a treatment plan is (contract/enums.tsv, treatment_plan_status).</summary>
public enum PlanStatus { Draft, Active, Review, Completed, Archived }

/// <summary>How far a goal is.</summary>
public enum GoalStatus
{
    [JsonStringEnumMemberName("NOT_STARTED")] NotStarted,
    [JsonStringEnumMemberName("IN_PROGRESS")] InProgress,
    Mastered,
    Discontinued,
}

/// <summary>What is meant to change for a client or one of its learners, by when, and who approved it. What was typed lies sealed; dates and state are listed without opening it.</summary>
public sealed class TreatmentPlan : Record, IClientOwned
{
    /// <summary>Goals, and interventions, of one plan at most.</summary>
    public const int MostParts = 50;

    /// <inheritdoc/>
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }
    public required long AuthorId { get; init; }

    /// <summary>Binds what is sealed in this row to it.</summary>
    public Guid SealId { get; private init; } = Guid.NewGuid();

    /// <summary>The sealed <see cref="PlanText"/>.</summary>
    public required byte[] Content { get; set; }
    public LocalDate StartDate { get; set; }
    public LocalDate EndDate { get; set; }

    /// <summary>When it is to be looked at again, between start and end.</summary>
    public LocalDate ReviewDate { get; set; }
    public PlanStatus Status { get; internal set; } = PlanStatus.Draft;

    /// <summary>The latest approval; null until the first. From then on every change is kept with its old text.</summary>
    public Instant? ApprovedAt { get; internal set; }
    public long? ApprovedBy { get; internal set; }

    /// <summary>What the approver remarked, sealed.</summary>
    public byte[]? ApprovalComment { get; internal set; }

    /// <summary>True once it is part of the record: a change needs a reason.</summary>
    public bool IsLocked => ApprovedAt is not null;

    /// <summary>The states it can be put into by hand; a draft becomes active by its approval.</summary>
    public IReadOnlyList<PlanStatus> Next => Status switch
    {
        PlanStatus.Draft => [PlanStatus.Archived],
        PlanStatus.Active => [PlanStatus.Review, PlanStatus.Completed, PlanStatus.Archived],
        PlanStatus.Review => [PlanStatus.Active, PlanStatus.Completed, PlanStatus.Archived],
        PlanStatus.Completed => [PlanStatus.Active, PlanStatus.Archived],
        _ => [IsLocked ? PlanStatus.Active : PlanStatus.Draft],
    };

    internal SealedPlace Place => new("treatment_plans", "content", SealId);
    internal SealedPlace CommentPlace => new("treatment_plans", "approval_comment", SealId);
}
