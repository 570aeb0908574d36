using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Http;

/// <summary>One weekday's hours as they are typed: up to two stretches, such as before and after lunch.</summary>
public sealed class DayHours
{
    public IsoDayOfWeek Day { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public string? From2 { get; set; }
    public string? To2 { get; set; }

    internal IEnumerable<(string? From, string? To)> Pairs => [(From, To), (From2, To2)];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Shown.Weekday(Day)} {string.Join(' ', Pairs.Where(p => p.From is { Length: > 0 }).Select(p => $"{p.From}–{p.To}"))}".Trim();
}

/// <summary>Hours of a week between the form and the domain.</summary>
public static class WeekForm
{
    /// <summary>The days of the week, Monday first.</summary>
    public static readonly IReadOnlyList<IsoDayOfWeek> Days = [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None)];

    /// <summary>The form of stored hours: seven rows.</summary>
    public static List<DayHours> Of(IEnumerable<DayInterval> week) => [.. Days.Select(day =>
    {
        var stretches = week.Where(i => i.Day == day).OrderBy(i => i.From).Select(i => (From: UrlDates.Text(i.From), To: UrlDates.Text(i.To))).ToList();
        return new DayHours
        {
            Day = day, From = stretches.ElementAtOrDefault(0).From, To = stretches.ElementAtOrDefault(0).To,
            From2 = stretches.ElementAtOrDefault(1).From, To2 = stretches.ElementAtOrDefault(1).To,
        };
    })];

    /// <summary>What cannot be read: a time that is none, or one without its other end.</summary>
    public static IEnumerable<Problem> Unreadable(string field, IEnumerable<DayHours> week) => week
        .Where(day => day.Pairs.Any(p => IsWrong(p.From) || IsWrong(p.To) || string.IsNullOrWhiteSpace(p.From) != string.IsNullOrWhiteSpace(p.To)))
        .Select(day => Problem.Invalid(field, "On {0}, please write both times, like 09:00 and 17:00.", day.Day));

    /// <summary>The hours that are filled in.</summary>
    public static IReadOnlyList<DayInterval> Read(IEnumerable<DayHours> week) => [.. week.SelectMany(day => day.Pairs
        .Select(p => (From: UrlDates.Time(p.From), To: UrlDates.Time(p.To)))
        .Where(p => p is { From: not null, To: not null })
        .Select(p => new DayInterval(day.Day, p.From!.Value, p.To!.Value)))];

    private static bool IsWrong(string? text) => !string.IsNullOrWhiteSpace(text) && UrlDates.Time(text) is null;
}
