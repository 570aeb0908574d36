using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Localization;

/// <summary>Writes days and times as the reader's settings say; never the culture's short date (web.md, Looks).</summary>
public sealed class Times(CurrentActor current)
{
    private bool Is24 => current.Session?.Uses24Hours ?? true;

    /// <summary>The request's moment on a zone's clock.</summary>
    public LocalDateTime Now(string zoneId) => Zones.ToLocal(current.Now, zoneId);

    /// <summary>14:05, or 2:05 pm.</summary>
    public string Clock(LocalTime time) => Is24
        ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
        : time.ToString("h:mm", CultureInfo.InvariantCulture) + (time.Hour < 12 ? " am" : " pm");

    /// <summary>14:00–14:50.</summary>
    public string Clocks(LocalDateTime start, LocalDateTime end) => $"{Clock(start.TimeOfDay)}–{Clock(end.TimeOfDay)}";

    /// <summary>Tue 24 Nov 2026.</summary>
    public static string Day(LocalDate day) => day.ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>Tuesday 24 November 2026.</summary>
    public static string LongDay(LocalDate day) => day.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>23–29 November 2026, or 30 November – 6 December 2026.</summary>
    public static string Range(LocalDate first, LocalDate last) => (first.Year, first.Month) == (last.Year, last.Month)
        ? $"{first.Day}–{last.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}"
        : $"{first.ToString(first.Year == last.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.CurrentCulture)} – {last.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}";

    /// <summary>Tuesday.</summary>
    public static string Weekday(LocalDate day) => day.ToString("dddd", CultureInfo.CurrentCulture);

    /// <summary>November 2026.</summary>
    public static string Month(LocalDate day) => day.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>Tue 24 Nov 2026, 14:00–14:50.</summary>
    public string Span(LocalDateTime start, LocalDateTime end) => $"{Day(start.Date)}, {Clocks(start, end)}";

    /// <summary>Tue 24 Nov 2026, 14:00.</summary>
    public string Moment(LocalDateTime at) => $"{Day(at.Date)}, {Clock(at.TimeOfDay)}";

    /// <summary>The start of an instant on a zone's clock, as <see cref="Moment(LocalDateTime)"/>.</summary>
    public string Moment(Instant at, string zoneId) => Moment(Zones.ToLocal(at, zoneId));
}
