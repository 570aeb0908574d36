using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>The dates a rule makes, before anybody looked whether they are free.</summary>
/// <param name="Occurrences">At least one, in order of time.</param>
/// <param name="Missing">Dates left out because they do not exist, up to the last occurrence or the end date.</param>
public sealed record RecurrencePlan(IReadOnlyList<Occurrence> Occurrences, IReadOnlyList<MissingDate> Missing)
{
    /// <summary>Works a rule out, or says why it cannot stand.</summary>
    internal static Outcome<RecurrencePlan> Of(RecurrenceRule rule)
    {
        if (rule.Problems() is { Length: > 0 } problems)
            return problems;

        var (dates, missing) = Walk(rule);
        if (WhatIsWrong(rule, dates.Count) is { } problem)
            return problem;

        return new RecurrencePlan([.. dates.Select(date => At(rule, date))], missing);
    }

    private static (List<LocalDate> Dates, List<MissingDate> Missing) Walk(RecurrenceRule rule)
    {
        var dates = new List<LocalDate>();
        var missing = new List<MissingDate>();
        var wanted = rule.OccurrenceCount ?? int.MaxValue;
        foreach (var candidate in RecurrenceDates.Of(rule, rule.EndDate ?? rule.Horizon))
        {
            if (candidate.Date is { } date)
                dates.Add(date);
            else
                missing.Add(candidate.Missing!);

            if (dates.Count == wanted)
                break;
        }

        return (dates, missing);
    }

    private static Problem? WhatIsWrong(RecurrenceRule rule, int count)
    {
        if (rule.OccurrenceCount is { } wanted && count < wanted)
            return Problem.Invalid("occurrenceCount", "Only {0} of {1} appointments fit into {2} years.", count, wanted, RecurrenceRule.MostYears);
        if (count == 0)
            return Problem.Invalid("endDate", "No date falls between the start and the end of the series.");
        if (count > RecurrenceRule.MostOccurrences)
            return Problem.Invalid("endDate", "That makes {0} appointments; a series has at most {1}.", count, RecurrenceRule.MostOccurrences);
        return null;
    }

    private static Occurrence At(RecurrenceRule rule, LocalDate date)
    {
        var start = date + rule.StartTime;
        return new Occurrence(start, start.PlusMinutes(rule.DurationMinutes));
    }
}
