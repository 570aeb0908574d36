using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Http;

/// <summary>Dates and times of forms, which are text until they can be read.</summary>
public static class DateFields
{
    /// <summary>A problem for each field that holds something which is no date.</summary>
    public static IEnumerable<Problem> Unreadable(params (string Field, string? Text)[] dates) =>
        dates.Where(d => !string.IsNullOrWhiteSpace(d.Text) && UrlDates.Day(d.Text.Trim()) is null)
            .Select(d => Problem.Invalid(d.Field, "Please write a date like 2026-11-23."));

    /// <summary>A problem for each field that holds something which is no time.</summary>
    public static IEnumerable<Problem> UnreadableTimes(params (string Field, string? Text)[] times) =>
        times.Where(t => !string.IsNullOrWhiteSpace(t.Text) && UrlDates.Time(t.Text.Trim()) is null)
            .Select(t => Problem.Invalid(t.Field, "Please write a time like 14:30."));
}
