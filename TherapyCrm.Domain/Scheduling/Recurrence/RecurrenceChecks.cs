using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>Looks for fields of a rule that are missing, out of range or at odds with each other.</summary>
internal static class RecurrenceChecks
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    public static Problem[] Of(RecurrenceRule rule)
    {
        if (!Enum.IsDefined(rule.Frequency))
            return [Problem.Invalid("frequency", "Choose how often it repeats.")];

        return
        [
            .. Interval(rule),
            .. DaysOfWeek(rule),
            .. DayOfMonth(rule),
            .. StartDate(rule),
            .. SlotTime.Check(rule.StartTime, rule.DurationMinutes),
            .. rule.Frequency == RecurrenceFrequency.Custom ? Listed(rule) : End(rule),
        ];
    }

    private static IEnumerable<Problem> Interval(RecurrenceRule rule)
    {
        if (rule.Interval < 1)
            yield return Problem.Invalid("interval", "The interval is at least 1.");
        else if (rule.Interval > 1 && rule.Frequency == RecurrenceFrequency.Custom)
            yield return Problem.Invalid("interval", "Listed dates have no interval.");
    }

    private static IEnumerable<Problem> DaysOfWeek(RecurrenceRule rule)
    {
        if (rule.DaysOfWeek.Count > 0 && rule.Frequency is RecurrenceFrequency.Monthly or RecurrenceFrequency.Custom)
            yield return Problem.Invalid("daysOfWeek", "Days of the week go with a daily or weekly repeat only.");
        else if (rule.DaysOfWeek.Any(day => !IsDay(day)))
            yield return Problem.Invalid("daysOfWeek", "This is not a day of the week.");
    }

    private static IEnumerable<Problem> DayOfMonth(RecurrenceRule rule)
    {
        if (rule.Frequency != RecurrenceFrequency.Monthly)
        {
            if (rule.DayOfMonth is not null)
                yield return Problem.Invalid("dayOfMonth", "A day of the month goes with a monthly repeat only.");
            if (rule.Nth is not null || rule.Day is not null)
                yield return Problem.Invalid("nth", "A weekday of the month goes with a monthly repeat only.");
            yield break;
        }

        if (rule.DayOfMonth is < 1 or > 31)
            yield return Problem.Invalid("dayOfMonth", "The day of the month is 1 to 31.");
        if (rule.DayOfMonth is not null && (rule.Nth is not null || rule.Day is not null))
            yield return Problem.Invalid("dayOfMonth", "Give a day of the month or a weekday of the month, not both.");
        if (rule.Nth is not (null or -1 or (>= 1 and <= 5)) || (rule.Nth is null && rule.Day is not null))
            yield return Problem.Invalid("nth", "Choose the first to the fifth weekday of the month, or the last (-1).");
        if (rule.Nth is not null && !IsDay(rule.Day))
            yield return Problem.Invalid("day", "Choose the day of the week.");
    }

    private static IEnumerable<Problem> StartDate(RecurrenceRule rule)
    {
        if (rule.StartDate.Year is < FirstYear or > LastYear)
            yield return Problem.Invalid("startDate", "The year lies between {0} and {1}.", FirstYear, LastYear);
    }

    private static IEnumerable<Problem> End(RecurrenceRule rule)
    {
        if (rule.Dates.Count > 0)
            yield return Problem.Invalid("dates", "Dates are listed for a custom repeat only.");
        if (rule.EndDate is null && rule.OccurrenceCount is null)
            yield return Problem.Invalid("occurrenceCount", "Say when the series ends: by a date or a number of appointments.");
        if (rule.EndDate is not null && rule.OccurrenceCount is not null)
            yield return Problem.Invalid("occurrenceCount", "A series ends by a date or by a number of appointments, not both.");
        if (rule.OccurrenceCount < 1)
            yield return Problem.Invalid("occurrenceCount", "A series has at least one appointment.");
        if (rule.OccurrenceCount > RecurrenceRule.MostOccurrences)
            yield return Problem.Invalid("occurrenceCount", "A series has at most {0} appointments.", RecurrenceRule.MostOccurrences);
        if (rule.EndDate < rule.StartDate)
            yield return Problem.Invalid("endDate", "The series ends before it starts.");
        if (rule.StartDate.Year <= LastYear && rule.EndDate > rule.Horizon)
            yield return Problem.Invalid("endDate", "A series runs for at most {0} years.", RecurrenceRule.MostYears);
    }

    private static IEnumerable<Problem> Listed(RecurrenceRule rule)
    {
        if (rule.EndDate is not null)
            yield return Problem.Invalid("endDate", "Listed dates need no end date.");
        if (rule.OccurrenceCount is not null)
            yield return Problem.Invalid("occurrenceCount", "Listed dates need no number of appointments.");
        if (rule.Dates.Count == 0)
            yield return Problem.Invalid("dates", "List at least one date.");
        if (rule.Dates.Count > RecurrenceRule.MostOccurrences)
            yield return Problem.Invalid("dates", "A series has at most {0} appointments.", RecurrenceRule.MostOccurrences);
        if (rule.Dates.GroupBy(date => date).FirstOrDefault(same => same.Count() > 1) is { } twice)
            yield return Problem.Invalid("dates", "{0} is listed twice.", twice.Key);
        if (rule.Dates.Any(date => date < rule.StartDate))
            yield return Problem.Invalid("dates", "A listed date lies before the start date.");
        if (rule.StartDate.Year <= LastYear && rule.Dates.Any(date => date > rule.Horizon))
            yield return Problem.Invalid("dates", "A series runs for at most {0} years.", RecurrenceRule.MostYears);
    }

    private static bool IsDay(IsoDayOfWeek? day) => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday;
}
