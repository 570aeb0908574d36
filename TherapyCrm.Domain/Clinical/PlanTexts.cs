using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>One line of a plan, goal or intervention as its history keeps it.</summary>
/// <param name="Name">What its form calls it, in English.</param>
/// <param name="Value">As text: states as they are stored, dates as 2026-11-23.</param>
public sealed record PlanField(string Name, string Value);

/// <summary>A change of an approved plan as it lies sealed: all lines before and after.</summary>
/// <param name="Subject">The title, or the goal or intervention in its own words.</param>
public sealed record PlanChange(string Subject, IReadOnlyList<PlanField> Before, IReadOnlyList<PlanField> After, string? Reason);

/// <summary>What is typed into a plan itself.</summary>
public sealed record PlanText(string Title, string? Summary)
{
    /// <summary>What is wrong with it and its dates.</summary>
    public IEnumerable<Problem> Check(LocalDate? start, LocalDate? end, LocalDate? review) =>
    [
        .. TypedText.Check("Title", Title, 200, required: true), .. TypedText.Check("Summary", Summary, 20_000),
        .. start is null ? [Missing("StartDate")] : Array.Empty<Problem>(), .. end is null ? [Missing("EndDate")] : Array.Empty<Problem>(), .. review is null ? [Missing("ReviewDate")] : Array.Empty<Problem>(),
        .. end < start ? [Problem.Invalid("EndDate", "The end is before the start.")] : Array.Empty<Problem>(),
        .. start <= end && (review < start || review > end) ? [Problem.Invalid("ReviewDate", "The review lies between start and end.")] : Array.Empty<Problem>(),
    ];

    /// <summary>As it is kept.</summary>
    public PlanText Kept() => new(TypedText.Kept(Title) ?? "", PlanFields.Kept(Summary));

    /// <summary>Its lines, with the dates of the plan.</summary>
    public IReadOnlyList<PlanField> Fields(LocalDate start, LocalDate end, LocalDate review) => PlanFields.Of(
        ("Title", Title), ("Start", LocalDatePattern.Iso.Format(start)), ("End", LocalDatePattern.Iso.Format(end)), ("Review date", LocalDatePattern.Iso.Format(review)), ("Summary", Summary));

    private static Problem Missing(string field) => Problem.Invalid(field, "Please fill this in.");
}

/// <summary>What is typed into a goal.</summary>
public sealed record GoalText
{
    public const int Longest = 4000;
    public string? Domain { get; init; }
    public required string Description { get; init; }
    public string? LongTerm { get; init; }
    public string? ShortTerm { get; init; }
    public Priority Priority { get; init; } = Priority.Medium;

    /// <summary>By what it counts as mastered, from the practice's list, such as "Percent correct".</summary>
    public string? MasteryType { get; init; }
    public string? MasteryValue { get; init; }
    public string? Baseline { get; init; }

    /// <summary>Where it began, 0 to 100; improvement counts from here.</summary>
    public int? BaselinePercent { get; init; }
    public string? Strategies { get; init; }

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<Problem> Check() =>
    [
        .. TypedText.Check("Description", Description, Longest, required: true), .. TypedText.Check("Domain", Domain, 200), .. TypedText.Check("LongTerm", LongTerm, Longest),
        .. TypedText.Check("ShortTerm", ShortTerm, Longest), .. TypedText.Check("MasteryType", MasteryType, 200), .. TypedText.Check("MasteryValue", MasteryValue, 200),
        .. TypedText.Check("Baseline", Baseline, Longest), .. TypedText.Check("Strategies", Strategies, Longest),
        .. BaselinePercent is < 0 or > 100 ? [Problem.Invalid("BaselinePercent", "Please write a number from {0} to {1}.", 0, 100)] : Array.Empty<Problem>(),
    ];

    /// <summary>As it is kept.</summary>
    public GoalText Kept() => this with
    {
        Domain = TypedText.Kept(Domain),
        Description = PlanFields.Kept(Description) ?? "",
        LongTerm = PlanFields.Kept(LongTerm),
        ShortTerm = PlanFields.Kept(ShortTerm),
        MasteryType = TypedText.Kept(MasteryType),
        MasteryValue = TypedText.Kept(MasteryValue),
        Baseline = PlanFields.Kept(Baseline),
        Strategies = PlanFields.Kept(Strategies),
    };

    /// <summary>Its lines.</summary>
    public IReadOnlyList<PlanField> Fields(GoalStatus status) => PlanFields.Of(
        ("Domain", Domain), ("Goal", Description), ("Long-term objective", LongTerm), ("Short-term objective", ShortTerm), ("Priority", StoredText.Of(Priority)), ("Mastered by", MasteryType), ("Mastery value", MasteryValue),
        ("Baseline", Baseline), ("Baseline in per cent", BaselinePercent?.ToString(CultureInfo.InvariantCulture)), ("Strategies", Strategies), ("Status", StoredText.Of(status)));
}

/// <summary>What is typed into an intervention.</summary>
public sealed record InterventionText
{
    public required string Type { get; init; }
    public string? Frequency { get; init; }

    /// <summary>How long each time, in words.</summary>
    public string? Duration { get; init; }
    public string? Materials { get; init; }

    /// <summary>The goals of the same plan it serves.</summary>
    public IReadOnlyList<long> GoalIds { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<Problem> Check() =>
    [
        .. TypedText.Check("Type", Type, 200, required: true), .. TypedText.Check("Frequency", Frequency, 200), .. TypedText.Check("Duration", Duration, 200), .. TypedText.Check("Materials", Materials, GoalText.Longest),
    ];

    /// <summary>As it is kept.</summary>
    public InterventionText Kept() => this with
    {
        Type = TypedText.Kept(Type) ?? "",
        Frequency = TypedText.Kept(Frequency),
        Duration = TypedText.Kept(Duration),
        Materials = PlanFields.Kept(Materials),
        GoalIds = [.. GoalIds.Distinct().Order()],
    };

    /// <summary>Its lines.</summary>
    /// <param name="goals">The linked goals in their own words.</param>
    public IReadOnlyList<PlanField> Fields(IEnumerable<string> goals) => PlanFields.Of(
        ("Intervention", Type), ("Frequency", Frequency), ("Length", Duration), ("Materials", Materials), ("Goals", string.Join("\n", goals)));
}

internal static class PlanFields
{
    /// <summary>The lines that hold something.</summary>
    public static IReadOnlyList<PlanField> Of(params (string Name, string? Value)[] lines) => [.. lines.Where(l => !string.IsNullOrEmpty(l.Value)).Select(l => new PlanField(l.Name, l.Value!))];

    /// <summary>A longer text as it is kept.</summary>
    public static string? Kept(string? text) => TypedText.Kept(text)?.ReplaceLineEndings("\n");
}
