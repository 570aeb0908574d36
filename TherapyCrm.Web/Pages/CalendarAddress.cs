using System.Globalization;
using NodaTime;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages;

/// <summary>The address of one person's calendar or agenda: whose, around which day, a week, a month or a day of it.</summary>
public sealed record CalendarAddress(string Path, long UserId, LocalDate Day, string View)
{
    /// <summary>The first day shown.</summary>
    public LocalDate From => View switch
    {
        "month" => new LocalDate(Day.Year, Day.Month, 1),
        "day" => Day,
        _ => Day.PlusDays(1 - (int)Day.DayOfWeek),
    };

    /// <summary>The day after the last one shown.</summary>
    public LocalDate To => View switch { "month" => From.PlusMonths(1), "day" => Day.PlusDays(1), _ => From.PlusDays(7) };

    /// <summary>The stretch before.</summary>
    public CalendarAddress Before => this with { Day = View switch { "month" => From.PlusMonths(-1), "day" => Day.PlusDays(-1), _ => Day.PlusDays(-7) } };

    /// <summary>The stretch after.</summary>
    public CalendarAddress After => this with { Day = View switch { "month" => From.PlusMonths(1), "day" => Day.PlusDays(1), _ => Day.PlusDays(7) } };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}?user={UserId}&view={View}&date={UrlDates.Text(Day)}");

    /// <summary>False for a view there is not.</summary>
    public static bool IsView(string? view) => view is null or "" or "week" or "month" or "day";
}
