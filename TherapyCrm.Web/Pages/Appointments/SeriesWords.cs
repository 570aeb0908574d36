using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Writes what belongs to a series.</summary>
public static class SeriesWords
{
    /// <summary>A date the calendar does not have: "31 Apr 2027", "5th Fri Feb 2027".</summary>
    public static string Of(MissingDate missing)
    {
        var month = missing.Month.OnDayOfMonth(1).ToString("MMM yyyy", CultureInfo.CurrentCulture);
        return missing.DayOfMonth is { } day ? $"{day} {month}" : $"{missing.Nth}. {Day(missing.Day)} {month}";
    }

    /// <summary>A day of the week, short.</summary>
    public static string Day(IsoDayOfWeek? day) =>
        day is { } known ? CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)known % 7)) : "";
}
