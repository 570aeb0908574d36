using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Reads the "repeat" part of a booking form.</summary>
public static class RepeatAsked
{
    private static readonly char[] Between = ['\r', '\n', ',', ';', ' '];

    /// <summary>The rule of the series, or what cannot be read; ask only when the form repeats.</summary>
    /// <param name="minutes">Length of each appointment.</param>
    public static Outcome<RecurrenceRule> ToRule(this BookingForm form, LocalDateTime start, int minutes)
    {
        var problems = new List<Problem>();
        var ends = Day(form.EndDate, "EndDate", problems);
        var dates = (form.Dates ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(text => Day(text, "Dates", problems)).OfType<LocalDate>().ToList();
        if (problems.Count > 0) return problems.ToArray();
        var isCustom = form.Frequency == RecurrenceFrequency.Custom;
        var isMonthly = form.Frequency == RecurrenceFrequency.Monthly;
        return new RecurrenceRule
        {
            Frequency = form.Frequency!.Value,
            Interval = isCustom ? 1 : form.Interval ?? 1,
            DaysOfWeek = isCustom || isMonthly ? [] : form.DaysOfWeek,
            Nth = isMonthly ? Nth(form.MonthlyBy, start.Date) : null,
            Day = isMonthly && form.MonthlyBy is "nth" or "last" ? start.DayOfWeek : null,
            StartDate = start.Date,
            StartTime = start.TimeOfDay,
            DurationMinutes = minutes,
            EndDate = isCustom ? null : ends,
            OccurrenceCount = isCustom ? null : form.OccurrenceCount,
            Dates = isCustom ? [.. dates.Append(start.Date).Distinct()] : [],
        };
    }

    private static int? Nth(string? by, LocalDate first) => by switch
    {
        "nth" => ((first.Day - 1) / 7) + 1,
        "last" => -1,
        _ => null,
    };

    private static LocalDate? Day(string? text, string field, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (UrlDates.Day(text.Trim()) is { } day) return day;
        problems.Add(Problem.Invalid(field, "“{0}” is not a date; write 2026-11-23.", text));
        return null;
    }
}
