using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>An instrument that the practice may use; what it asks lies in its versions.</summary>
public sealed class AssessmentDefinition : Record
{
    /// <summary>Short, such as PHQ-9; no two are alike.</summary>
    public required string Code { get; set; }
    public required string Name { get; set; }

    /// <summary>It came with the application: it can be switched off, and not altered.</summary>
    public bool IsShipped { get; init; }
    public bool IsActive { get; set; } = true;

    /// <summary>The version that new assessments are answered with.</summary>
    public int Number { get; set; } = 1;
}

/// <summary>An instrument as it was at one time; an assessment stays with the one it was answered with.</summary>
public sealed class AssessmentDefinitionVersion : Entity
{
    public long DefinitionId { get; private init; }
    public required AssessmentDefinition Definition { get; init; }
    public required int Number { get; init; }

    /// <summary>The first version whose totals mean the same, so that they may be compared.</summary>
    public required int ComparableSince { get; init; }

    /// <summary>The <see cref="Instrument"/>.</summary>
    public required string Content { get; init; }
}
