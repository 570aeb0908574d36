using System.Globalization;
using NodaTime;

namespace TherapyCrm.Web.Localization;

/// <summary>Days, times, ages and weekdays as the pages write them; the formats are those of <see cref="Times"/>.</summary>
public sealed class Shown(Times times, Words words)
{
    /// <summary>The day with its month in words, never the culture's short date.</summary>
    public string Day(LocalDate day) => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The day with its weekday.</summary>
    public string LongDay(LocalDate day) => Times.Day(day);

    /// <summary>The wall-clock time in the reader's 24 or 12 hours.</summary>
    public string Time(LocalTime time) => times.Clock(time);

    /// <summary>The age in years; empty when it is not known.</summary>
    public string Age(int? age) => age switch
    {
        null => "",
        0 => words["under 1 year"],
        1 => words["1 year"],
        _ => words["{0} years", age],
    };

    /// <summary>The weekday's name.</summary>
    public static string Weekday(IsoDayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)((int)day % 7));
}
