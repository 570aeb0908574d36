using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Tests.Scheduling;

public class RecurrenceTests
{
    private static readonly RecurrenceRule Tuesdays = new()
    {
        Frequency = RecurrenceFrequency.Weekly,
        StartDate = new(2026, 11, 24),
        StartTime = new(14, 0),
        DurationMinutes = 50,
        OccurrenceCount = 10,
    };

    private static RecurrenceRule Monthly(LocalDate start) =>
        Tuesdays with { Frequency = RecurrenceFrequency.Monthly, StartDate = start };

    [Fact]
    public void Ten_weeks_are_ten_Tuesdays_at_two()
    {
        var plan = Plan(Tuesdays);
        Assert.Equal(10, plan.Occurrences.Count);
        Assert.All(plan.Occurrences, occurrence => Assert.Equal(IsoDayOfWeek.Tuesday, occurrence.Date.DayOfWeek));
        Assert.Equal(new LocalDateTime(2027, 1, 26, 14, 0), plan.Occurrences[^1].Start);
        Assert.Equal(new LocalDateTime(2027, 1, 26, 14, 50), plan.Occurrences[^1].End);
        Assert.Empty(plan.Missing);
    }

    [Fact]
    public void Several_days_a_week_start_in_the_middle_of_the_first() => Assert.Equal(
        "11-25 11-27 11-30 12-02 12-04",
        Days(Tuesdays with { StartDate = new(2026, 11, 24), DaysOfWeek = [IsoDayOfWeek.Friday, IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday], OccurrenceCount = 5 }));

    [Fact]
    public void Every_second_week_counts_from_the_week_of_the_start_date_which_starts_on_Monday() => Assert.Equal(
        "11-29 12-07 12-13 12-21",
        Days(Tuesdays with { Frequency = RecurrenceFrequency.Biweekly, StartDate = new(2026, 11, 29), DaysOfWeek = [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday], OccurrenceCount = 4 }));

    [Fact]
    public void Biweekly_with_interval_two_is_every_fourth_week() => Assert.Equal(
        "11-24 12-22 01-19", Days(Tuesdays with { Frequency = RecurrenceFrequency.Biweekly, Interval = 2, OccurrenceCount = 3 }));

    [Fact]
    public void Daily_can_keep_to_working_days() => Assert.Equal(
        "11-26 11-27 11-30 12-01",
        Days(Tuesdays with { Frequency = RecurrenceFrequency.Daily, StartDate = new(2026, 11, 26), DaysOfWeek = [.. Enum.GetValues<IsoDayOfWeek>()[1..6]], OccurrenceCount = 4 }));

    [Fact]
    public void The_31st_skips_short_months_and_says_so()
    {
        var plan = Plan(Monthly(new(2027, 1, 31)) with { OccurrenceCount = 4 });
        Assert.Equal("01-31 03-31 05-31 07-31", Days(plan));
        Assert.Equal([2, 4, 6], plan.Missing.Select(missing => missing.Month.Month));
        Assert.All(plan.Missing, missing => Assert.Equal(31, missing.DayOfMonth));
    }

    [Fact]
    public void A_missing_date_after_the_end_is_not_reported() =>
        Assert.Empty(Plan(Monthly(new(2027, 1, 31)) with { OccurrenceCount = null, EndDate = new(2027, 2, 27) }).Missing);

    [Fact]
    public void The_29th_of_February_comes_in_leap_years_only()
    {
        var plan = Plan(Monthly(new(2028, 2, 29)) with { Interval = 12, OccurrenceCount = null, EndDate = new(2031, 2, 28) });
        Assert.Equal("02-29", Days(plan));
        Assert.Equal([2029, 2030, 2031], plan.Missing.Select(missing => missing.Month.Year));
    }

    [Fact]
    public void A_fifth_Friday_is_not_in_every_month()
    {
        var plan = Plan(Monthly(new(2026, 11, 1)) with { Nth = 5, Day = IsoDayOfWeek.Friday, OccurrenceCount = 2 });
        Assert.Equal("01-29 04-30", Days(plan));
        Assert.Equal([11, 12, 2, 3], plan.Missing.Select(missing => missing.Month.Month));
    }

    [Fact]
    public void The_last_Monday_is_the_fourth_or_the_fifth() => Assert.Equal(
        "11-30 12-28 01-25", Days(Monthly(new(2026, 11, 1)) with { Nth = -1, Day = IsoDayOfWeek.Monday, OccurrenceCount = 3 }));

    [Fact]
    public void A_weekday_before_the_start_date_waits_for_the_next_month() => Assert.Equal(
        "12-01", Days(Monthly(new(2026, 11, 24)) with { Nth = 1, Day = IsoDayOfWeek.Tuesday, OccurrenceCount = 1 }));

    [Fact]
    public void Listed_dates_come_in_order() => Assert.Equal(
        "11-24 12-01 12-24",
        Days(Tuesdays with { Frequency = RecurrenceFrequency.Custom, OccurrenceCount = null, Dates = [new(2026, 12, 24), new(2026, 11, 24), new(2026, 12, 1)] }));

    [Fact]
    public void The_end_date_itself_counts() => Assert.Equal(
        "11-24 12-01", Days(Tuesdays with { OccurrenceCount = null, EndDate = new(2026, 12, 1) }));

    [Fact]
    public void Three_hundred_are_allowed() =>
        Assert.Equal(300, Plan(Tuesdays with { Frequency = RecurrenceFrequency.Daily, OccurrenceCount = 300 }).Occurrences.Count);

    [Fact]
    public void Three_years_to_the_day_are_allowed() =>
        Assert.Equal(new LocalDate(2029, 11, 24), Plan(Monthly(new(2026, 11, 24)) with { OccurrenceCount = null, EndDate = new(2029, 11, 24) }).Occurrences[^1].Date);

    [Fact]
    public void A_time_in_the_gap_starts_later_and_keeps_its_length()
    {
        var night = Plan(Tuesdays with { StartDate = new(2027, 3, 14), StartTime = new(2, 30), OccurrenceCount = 1 }).Occurrences[0];
        Assert.Equal(
            new OccurrenceInZone(Instant.FromUtc(2027, 3, 14, 7, 30), Instant.FromUtc(2027, 3, 14, 8, 20), LocalTimeKind.Skipped),
            night.In("America/Toronto"));
    }

    [Fact]
    public void A_doubled_time_is_the_earlier_and_keeps_its_length()
    {
        var night = Plan(Tuesdays with { StartDate = new(2026, 11, 1), StartTime = new(1, 30), OccurrenceCount = 1 }).Occurrences[0];
        Assert.Equal(
            new OccurrenceInZone(Instant.FromUtc(2026, 11, 1, 5, 30), Instant.FromUtc(2026, 11, 1, 6, 20), LocalTimeKind.Ambiguous),
            night.In("America/Toronto"));
    }

    private static RecurrencePlan Plan(RecurrenceRule rule)
    {
        var outcome = rule.Expand();
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Problems));
        return outcome.Value!;
    }

    private static string Days(RecurrenceRule rule) => Days(Plan(rule));

    private static string Days(RecurrencePlan plan) =>
        string.Join(' ', plan.Occurrences.Select(occurrence => $"{occurrence.Date.Month:00}-{occurrence.Date.Day:00}"));
}
