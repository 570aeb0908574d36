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

    /// <summary>An amount with its two places, without a currency: the practice has one.</summary>
    public static string Money(decimal amount) => amount.ToString("N2", CultureInfo.CurrentCulture);

    /// <summary>A tax rate with as many of its three places as it needs.</summary>
    public static string Rate(decimal rate) => rate.ToString("0.###", CultureInfo.CurrentCulture);

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
