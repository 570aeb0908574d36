using NodaTime;
using NodaTime.Text;

namespace TherapyCrm.Web.Http;

/// <summary>Dates and times as addresses carry them: 2026-11-23 and 14:30.</summary>
public static class UrlDates
{
    /// <summary>The day of an address; null when it is none.</summary>
    public static LocalDate? Day(string? text) => LocalDatePattern.Iso.Parse(text ?? "") is { Success: true } parsed ? parsed.Value : null;

    /// <summary>The time of an address; null when it is none.</summary>
    public static LocalTime? Time(string? text) => Minutes.Parse(text ?? "") is { Success: true } parsed ? parsed.Value : null;

    /// <summary>The day as an address carries it.</summary>
    public static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>The time as an address carries it.</summary>
    public static string Text(LocalTime time) => Minutes.Format(time);

    private static LocalTimePattern Minutes { get; } = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
}
