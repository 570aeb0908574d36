using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>When a series takes place, in the location's wall-clock time (domain.md §3, RFC 5545).</summary>
public sealed record RecurrenceRule
{
    /// <summary>Most occurrences a series may have.</summary>
    public const int MostOccurrences = 300;

    /// <summary>Longest a series may run, from its start date.</summary>
    public const int MostYears = 3;

    /// <summary>The kind of repetition.</summary>
    public required RecurrenceFrequency Frequency { get; init; }

    /// <summary>Every so many days, weeks, fortnights or months; at least 1.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Daily: only on these days. Weekly: on these days, or the start date's when empty.</summary>
    public IReadOnlyList<IsoDayOfWeek> DaysOfWeek { get; init; } = [];

    /// <summary>Monthly: 1 to 31; the start date's when neither this nor <see cref="Nth"/> is given.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Monthly: which <see cref="Day"/> of the month, the first (1) to the fifth (5), or the last (−1).</summary>
    public int? Nth { get; init; }

    /// <summary>Monthly: the weekday that <see cref="Nth"/> counts.</summary>
    public IsoDayOfWeek? Day { get; init; }

    /// <summary>No occurrence lies before it; weeks and months are counted from the one it lies in.</summary>
    public required LocalDate StartDate { get; init; }

    /// <summary>Wall-clock time of every occurrence, the same in summer and winter.</summary>
    public required LocalTime StartTime { get; init; }

    /// <summary>Length of every occurrence.</summary>
    public required int DurationMinutes { get; init; }

    /// <summary>Last date an occurrence may have; excludes <see cref="OccurrenceCount"/>.</summary>
    public LocalDate? EndDate { get; init; }

    /// <summary>How many occurrences; dates that do not exist are not counted.</summary>
    public int? OccurrenceCount { get; init; }

    /// <summary>Custom: the dates, in any order.</summary>
    public IReadOnlyList<LocalDate> Dates { get; init; } = [];

    /// <summary>The last day a series may reach.</summary>
    internal LocalDate Horizon => StartDate.PlusYears(MostYears);

    /// <summary>What is wrong with the rule before its dates are looked at; empty when nothing is.</summary>
    public Problem[] Problems() => RecurrenceChecks.Of(this);

    /// <summary>Every occurrence and every date left out because it does not exist, or why the rule cannot stand.</summary>
    public Outcome<RecurrencePlan> Expand() => RecurrencePlan.Of(this);
}
