using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>What a clinical fact is.</summary>
public enum ClinicalFactKind { Diagnosis, Medication, Allergy }

/// <summary>What a clinical fact says; it lies sealed.</summary>
/// <param name="Code">Of a classification, such as ICD-10.</param>
/// <param name="Detail">Dose and time of a medication, reaction to an allergen, how sure a diagnosis is.</param>
public sealed record ClinicalFactText(string Name, string? Code, string? Detail);

/// <summary>A diagnosis, a medication or an allergy of a client or learner; its text never changes, it ends.</summary>
public sealed class ClinicalFact : Record, IClientOwned
{
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public long? LearnerId { get; init; }
    public ClinicalFactKind Kind { get; init; }

    /// <summary>Since when.</summary>
    public LocalDate NotedOn { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public LocalDate? EndedOn { get; private set; }

    /// <summary>It was never true: a slip, or another person's.</summary>
    public bool IsMistake { get; private set; }
    public required Guid SealId { get; init; }

    /// <summary>A sealed <see cref="ClinicalFactText"/>.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Ends it.</summary>
    internal Problem? End(LocalDate on, bool isMistake)
    {
        if (EndedOn is not null) return Problem.Conflict("", "This has ended already.");
        if (on < NotedOn) return Problem.Invalid("endedOn", "It cannot end before it began.");
        (EndedOn, IsMistake) = (on, isMistake);
        return null;
    }
}
