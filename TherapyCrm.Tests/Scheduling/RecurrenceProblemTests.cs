using NodaTime;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Tests.Scheduling;

public class RecurrenceProblemTests
{
    private static readonly RecurrenceRule Good = new()
    {
        Frequency = RecurrenceFrequency.Weekly,
        StartDate = new(2026, 11, 24),
        StartTime = new(14, 0),
        DurationMinutes = 50,
        OccurrenceCount = 10,
    };

    private static readonly RecurrenceRule Monthly = Good with { Frequency = RecurrenceFrequency.Monthly };

    private static readonly RecurrenceRule Custom = Good with { Frequency = RecurrenceFrequency.Custom, OccurrenceCount = null };

    public static TheoryData<string, string, RecurrenceRule> Refused => new()
    {
        { "frequency", "Choose how often it repeats.", Good with { Frequency = (RecurrenceFrequency)9 } },
        { "interval", "The interval is at least 1.", Good with { Interval = 0 } },
        { "interval", "Listed dates have no interval.", Custom with { Interval = 2, Dates = [Good.StartDate] } },
        { "daysOfWeek", "This is not a day of the week.", Good with { DaysOfWeek = [IsoDayOfWeek.None] } },
        { "daysOfWeek", "Days of the week go with a daily or weekly repeat only.", Monthly with { DaysOfWeek = [IsoDayOfWeek.Monday] } },
        { "dayOfMonth", "The day of the month is 1 to 31.", Monthly with { DayOfMonth = 32 } },
        { "dayOfMonth", "A day of the month goes with a monthly repeat only.", Good with { DayOfMonth = 3 } },
        { "dayOfMonth", "Give a day of the month or a weekday of the month, not both.", Monthly with { DayOfMonth = 3, Nth = 1, Day = IsoDayOfWeek.Monday } },
        { "nth", "A weekday of the month goes with a monthly repeat only.", Good with { Nth = 1, Day = IsoDayOfWeek.Monday } },
        { "nth", "Choose the first to the fifth weekday of the month, or the last (-1).", Monthly with { Nth = 6, Day = IsoDayOfWeek.Monday } },
        { "nth", "Choose the first to the fifth weekday of the month, or the last (-1).", Monthly with { Nth = 0, Day = IsoDayOfWeek.Monday } },
        { "nth", "Choose the first to the fifth weekday of the month, or the last (-1).", Monthly with { Day = IsoDayOfWeek.Monday } },
        { "day", "Choose the day of the week.", Monthly with { Nth = 2 } },
        { "startDate", "The year lies between 1900 and 2200.", Good with { StartDate = new(9999, 12, 31) } },
        { "startTime", "Appointments start on a five-minute mark.", Good with { StartTime = new(14, 2) } },
        { "durationMinutes", "An appointment takes at least 5 minutes.", Good with { DurationMinutes = 0 } },
        { "durationMinutes", "An appointment takes at most 12 hours.", Good with { DurationMinutes = 725 } },
        { "endDate", "The series ends before it starts.", Good with { OccurrenceCount = null, EndDate = new(2026, 11, 23) } },
        { "endDate", "A series runs for at most 3 years.", Good with { OccurrenceCount = null, EndDate = new(2029, 11, 25) } },
        { "endDate", "No date falls between the start and the end of the series.", Good with { OccurrenceCount = null, DaysOfWeek = [IsoDayOfWeek.Monday], EndDate = new(2026, 11, 29) } },
        { "endDate", "That makes 301 appointments; a series has at most 300.", Good with { Frequency = RecurrenceFrequency.Daily, OccurrenceCount = null, EndDate = new LocalDate(2026, 11, 24).PlusDays(300) } },
        { "endDate", "Listed dates need no end date.", Custom with { Dates = [Good.StartDate], EndDate = Good.StartDate } },
        { "occurrenceCount", "Say when the series ends: by a date or a number of appointments.", Good with { OccurrenceCount = null } },
        { "occurrenceCount", "A series ends by a date or by a number of appointments, not both.", Good with { EndDate = new(2027, 1, 1) } },
        { "occurrenceCount", "A series has at least one appointment.", Good with { OccurrenceCount = 0 } },
        { "occurrenceCount", "A series has at most 300 appointments.", Good with { OccurrenceCount = 301 } },
        { "occurrenceCount", "Only 157 of 158 appointments fit into 3 years.", Good with { OccurrenceCount = 158 } },
        { "occurrenceCount", "Only 0 of 1 appointments fit into 3 years.", Monthly with { StartDate = new(2027, 2, 1), DayOfMonth = 30, Interval = 12, OccurrenceCount = 1 } },
        { "occurrenceCount", "Listed dates need no number of appointments.", Custom with { Dates = [Good.StartDate], OccurrenceCount = 1 } },
        { "dates", "Dates are listed for a custom repeat only.", Good with { Dates = [Good.StartDate] } },
        { "dates", "List at least one date.", Custom },
        { "dates", "A listed date lies before the start date.", Custom with { Dates = [new(2026, 11, 23)] } },
        { "dates", "A series runs for at most 3 years.", Custom with { Dates = [new(2029, 11, 25)] } },
        { "dates", "A series has at most 300 appointments.", Custom with { Dates = [.. Enumerable.Range(0, 301).Select(Good.StartDate.PlusDays)] } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_rule_that_cannot_stand_says_why_at_the_field(string field, string message, RecurrenceRule rule)
    {
        var problem = Assert.Single(rule.Expand().Problems);
        Assert.Equal((field, message), (problem.Field, problem.ToString()));
        Assert.Contains(problem.Message, SchedulingGen.French);
    }

    [Fact]
    public void A_date_listed_twice_is_refused() =>
        Assert.Equal("dates", Assert.Single((Custom with { Dates = [Good.StartDate, Good.StartDate] }).Problems()).Field);

    [Fact]
    public void Every_problem_is_told_at_once() => Assert.Equal(
        ["interval", "startTime", "durationMinutes", "occurrenceCount"],
        (Good with { Interval = 0, StartTime = new(14, 1), DurationMinutes = 1, OccurrenceCount = 0 }).Problems().Select(problem => problem.Field));

    [Theory]
    [InlineData("MON,WED", new[] { IsoDayOfWeek.Wednesday, IsoDayOfWeek.Monday, IsoDayOfWeek.Monday })]
    [InlineData(null, new IsoDayOfWeek[0])]
    public void Days_are_stored_by_their_three_letters(string? text, IsoDayOfWeek[] days)
    {
        Assert.Equal(text, Weekdays.ToText(days));
        Assert.Equal(days.Distinct().Order(), Weekdays.FromText(text));
    }

    [Fact]
    public void A_day_is_read_in_any_case_and_nothing_else_is_a_day()
    {
        Assert.Equal(IsoDayOfWeek.Sunday, Weekdays.Parse("sun"));
        Assert.Null(Weekdays.Parse("SUNDAY"));
        Assert.Throws<FormatException>(() => Weekdays.FromText("MON,XYZ"));
    }
}
