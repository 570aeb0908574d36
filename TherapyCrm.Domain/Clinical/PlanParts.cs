using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What belongs to one treatment plan and is changed by itself.</summary>
public abstract class PlanPart : Record, IClientOwned
{
    public long PlanId { get; private init; }
    public required TreatmentPlan Plan { get; init; }

    /// <inheritdoc/>
    public required long ClientId { get; init; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }

    /// <summary>Binds what is sealed in this row to it.</summary>
    public Guid SealId { get; protected init; } = Guid.NewGuid();

    /// <summary>What was typed, sealed.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Taken out of the plan; the row stays.</summary>
    public Instant? RemovedAt { get; internal set; }
}

/// <summary>One goal of a plan; its content is a sealed <see cref="GoalText"/>.</summary>
public sealed class PlanGoal : PlanPart
{
    public GoalStatus Status { get; internal set; } = GoalStatus.NotStarted;
    internal SealedPlace Place => new("plan_goals", "content", SealId);
}

/// <summary>What is done for the goals of a plan; its content is a sealed <see cref="InterventionText"/>.</summary>
public sealed class PlanIntervention : PlanPart
{
    internal SealedPlace Place => new("plan_interventions", "content", SealId);
}

/// <summary>What happened to an approved plan or a part of it.</summary>
public enum PlanAct { Added, Changed, Removed, StatusSet, Approved }

/// <summary>One change of an approved plan with the whole old and new text, kept for as long as the record.</summary>
public sealed class PlanRevision : Entity, IClientOwned
{
    public long PlanId { get; private init; }
    public required TreatmentPlan Plan { get; init; }

    /// <inheritdoc/>
    public required long ClientId { get; init; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }

    /// <summary>The goal it is about; null when it is about the plan or an intervention.</summary>
    public long? GoalId { get; private init; }
    public PlanGoal? Goal { get; init; }

    /// <summary>The intervention it is about.</summary>
    public long? InterventionId { get; private init; }
    public PlanIntervention? Intervention { get; init; }

    /// <summary>The note whose signature set a goal's state.</summary>
    public long? NoteId { get; init; }
    public required PlanAct Act { get; init; }
    public required Instant ChangedAt { get; init; }
    public required long ChangedBy { get; init; }
    public Guid SealId { get; private init; } = Guid.NewGuid();

    /// <summary>A sealed <see cref="PlanChange"/>.</summary>
    public required byte[] Content { get; set; }
    internal SealedPlace Place => new("plan_revisions", "content", SealId);
}
