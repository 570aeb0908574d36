using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Insights;

/// <summary>A part of a client's file that an export may take.</summary>
public enum FilePart { Profile, Visits, Notes, PrivateNotes, Clinical, Plans, Assessments, Consents, Disclosures, Documents }

/// <summary>What of a file is exported, and why.</summary>
public sealed record FileChoice
{
    public required long ClientId { get; init; }
    public required IReadOnlyList<FilePart> Parts { get; init; }

    /// <summary>From this day on; null from the beginning.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Up to this day; null to the end.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Earlier versions of notes, and every change of the profile.</summary>
    public bool WithHistory { get; init; }

    /// <summary>True to append images and PDFs, false to list them only.</summary>
    public bool AppendsDocuments { get; init; }
    public string? Reason { get; init; }

    /// <summary>What keeps it from being made.</summary>
    /// <param name="offered">The parts that the person may take.</param>
    public IEnumerable<Problem> Check(IReadOnlyList<FilePart> offered) =>
    [
        .. Parts.Count == 0 || Parts.Except(offered).Any() ? [Problem.Invalid("Parts", "Please choose what the export should contain.")] : Array.Empty<Problem>(),
        .. From > Until ? [Problem.Invalid("Until", "The last day is before the first.")] : Array.Empty<Problem>(),
        .. TypedText.Check("Reason", Reason, 1000, required: true),
    ];

    /// <summary>True when the day lies in the period.</summary>
    internal bool Holds(LocalDate day) => !(day < From) && !(day > Until);

    /// <summary>As the log keeps it.</summary>
    internal string ForLog => string.Create(CultureInfo.InvariantCulture,
        $"parts={string.Join('+', Parts)} from={From:uuuu-MM-dd} until={Until:uuuu-MM-dd} history={(WithHistory ? "yes" : "no")} documents={(AppendsDocuments ? "appended" : "listed")}");
}
