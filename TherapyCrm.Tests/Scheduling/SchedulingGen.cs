using System.Globalization;
using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Scheduling.Recurrence;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>Random zones, times and rules for the property tests.</summary>
internal static class SchedulingGen
{
    /// <summary>The English texts that have a French one.</summary>
    public static readonly IEnumerable<string> French = Words.In(CultureInfo.GetCultureInfo("fr")).Keys;

    public static readonly Gen<string> Zone = Gen.OneOf(
        "America/Vancouver", "America/St_Johns", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo");

    public static readonly Gen<LocalDate> Date = Gen.Int[0, 25 * 365].Select(days => new LocalDate(2005, 1, 1).PlusDays(days));

    public static readonly Gen<LocalTime> Time = Gen.Int[0, 287].Select(slice => LocalTime.Midnight.PlusMinutes(slice * 5));

    public static readonly Gen<IsoDayOfWeek> Day = Gen.Int[1, 7].Select(day => (IsoDayOfWeek)day);

    private static readonly Gen<IReadOnlyList<IsoDayOfWeek>> Days =
        Day.Array[0, 5].Select(days => (IReadOnlyList<IsoDayOfWeek>)[.. days.Distinct()]);

    private static readonly Gen<(int? DayOfMonth, int? Nth, IsoDayOfWeek? Day)> InMonth = Gen.OneOf<(int?, int?, IsoDayOfWeek?)>(
        Gen.Const(((int?)null, (int?)null, (IsoDayOfWeek?)null)),
        Gen.Int[1, 31].Select(day => ((int?)day, (int?)null, (IsoDayOfWeek?)null)),
        Gen.Select(Gen.OneOf(1, 2, 3, 4, 5, -1), Day).Select((nth, day) => ((int?)null, (int?)nth, (IsoDayOfWeek?)day)));

    private static readonly Gen<(int? Count, int? EndDays)> Ends = Gen.OneOf<(int?, int?)>(
        Gen.Int[1, 300].Select(count => ((int?)count, (int?)null)),
        Gen.Int[0, 3 * 365].Select(days => ((int?)null, (int?)days)));

    /// <summary>Any rule but custom; some make no date or too many.</summary>
    public static readonly Gen<RecurrenceRule> Rule =
        from frequency in Gen.OneOf(RecurrenceFrequency.Daily, RecurrenceFrequency.Weekly, RecurrenceFrequency.Biweekly, RecurrenceFrequency.Monthly)
        from start in Date
        from shape in Gen.Select(Gen.Int[1, 6], Days, InMonth, Ends)
        from time in Gen.Select(Time, Gen.Int[1, 144])
        let monthly = frequency == RecurrenceFrequency.Monthly
        select new RecurrenceRule
        {
            Frequency = frequency,
            Interval = shape.Item1,
            DaysOfWeek = monthly ? [] : shape.Item2,
            DayOfMonth = monthly ? shape.Item3.DayOfMonth : null,
            Nth = monthly ? shape.Item3.Nth : null,
            Day = monthly ? shape.Item3.Day : null,
            StartDate = start,
            StartTime = time.Item1,
            DurationMinutes = time.Item2 * 5,
            OccurrenceCount = shape.Item4.Count,
            EndDate = shape.Item4.EndDays is { } days ? start.PlusDays(days) : null,
        };
}
