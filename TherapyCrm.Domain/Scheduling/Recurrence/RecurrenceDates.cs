using NodaTime;

namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>Walks the calendar by a checked rule (RFC 5545 §3.3.10, weeks start on Monday).</summary>
internal static class RecurrenceDates
{
    /// <summary>A date of the rule, or the one that is missing from the calendar.</summary>
    public readonly record struct Candidate(LocalDate? Date, MissingDate? Missing);

    /// <summary>Candidates in order of time, from the start date to <paramref name="last"/> inclusive.</summary>
    public static IEnumerable<Candidate> Of(RecurrenceRule rule, LocalDate last) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => Existing(Daily(rule, last)),
        RecurrenceFrequency.Weekly => Existing(Weekly(rule, rule.Interval, last)),
        RecurrenceFrequency.Biweekly => Existing(Weekly(rule, 2L * rule.Interval, last)),
        RecurrenceFrequency.Monthly => Monthly(rule, last),
        _ => Existing(rule.Dates.Order()),
    };

    private static IEnumerable<Candidate> Existing(IEnumerable<LocalDate> dates) => dates.Select(date => new Candidate(date, null));

    private static IEnumerable<LocalDate> Daily(RecurrenceRule rule, LocalDate last)
    {
        for (long step = 0; step <= DaysTo(last); step += rule.Interval)
        {
            var date = rule.StartDate.PlusDays((int)step);
            if (rule.DaysOfWeek.Count == 0 || rule.DaysOfWeek.Contains(date.DayOfWeek))
                yield return date;
        }

        long DaysTo(LocalDate end) => Period.DaysBetween(rule.StartDate, end);
    }

    private static IEnumerable<LocalDate> Weekly(RecurrenceRule rule, long interval, LocalDate last)
    {
        var monday = rule.StartDate.PlusDays(1 - (int)rule.StartDate.DayOfWeek);
        IsoDayOfWeek[] days = rule.DaysOfWeek.Count == 0 ? [rule.StartDate.DayOfWeek] : [.. rule.DaysOfWeek.Distinct().Order()];
        for (long week = 0; week <= Period.DaysBetween(monday, last) / 7; week += interval)
        {
            foreach (var day in days)
            {
                var date = monday.PlusWeeks((int)week).PlusDays((int)day - 1);
                if (date >= rule.StartDate && date <= last)
                    yield return date;
            }
        }
    }

    private static IEnumerable<Candidate> Monthly(RecurrenceRule rule, LocalDate last)
    {
        var first = rule.StartDate.ToYearMonth();
        var months = ((last.Year - first.Year) * 12) + last.Month - first.Month;
        for (long step = 0; step <= months; step += rule.Interval)
        {
            var month = first.PlusMonths((int)step);
            if (DateIn(month, rule) is { } date)
            {
                if (date >= rule.StartDate && date <= last)
                    yield return new Candidate(date, null);
            }
            else if (month.OnDayOfMonth(DaysIn(month)) <= last)
            {
                yield return new Candidate(null, new MissingDate(month, DayWanted(rule), rule.Nth, rule.Day));
            }
        }
    }

    private static int? DayWanted(RecurrenceRule rule) => rule.Nth is null ? rule.DayOfMonth ?? rule.StartDate.Day : null;

    private static LocalDate? DateIn(YearMonth month, RecurrenceRule rule)
    {
        if (DayWanted(rule) is { } wanted)
            return wanted <= DaysIn(month) ? month.OnDayOfMonth(wanted) : null;

        if (rule.Nth == -1)
            return month.OnDayOfMonth(DaysIn(month)).With(DateAdjusters.PreviousOrSame(rule.Day!.Value));

        var date = month.OnDayOfMonth(1).With(DateAdjusters.NextOrSame(rule.Day!.Value)).PlusWeeks(rule.Nth!.Value - 1);
        return date.ToYearMonth() == month ? date : null;
    }

    private static int DaysIn(YearMonth month) => CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month);
}
