using CsCheck;
using Ical.Net.Evaluation;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;
using CalDateTime = Ical.Net.DataTypes.CalDateTime;
using IcalRule = Ical.Net.DataTypes.RecurrenceRule;

namespace TherapyCrm.Tests.Scheduling;

public class RecurrencePropertyTests
{
    [Fact]
    public void The_clock_on_the_wall_shows_the_same_time_on_every_date() =>
        Gen.Select(SchedulingGen.Rule, SchedulingGen.Zone).Sample((rule, zone) =>
        {
            foreach (var occurrence in rule.Expand().Value?.Occurrences ?? [])
            {
                var (start, end, kind) = occurrence.In(zone);
                Assert.Equal(Duration.FromMinutes(rule.DurationMinutes), end - start);
                var shown = Zones.ToLocal(start, zone);
                if (kind == LocalTimeKind.Skipped)
                    Assert.Equal(Gap(occurrence.Start, zone), Period.Between(occurrence.Start, shown).ToDuration());
                else
                    Assert.Equal(occurrence.Date + rule.StartTime, shown);
            }
        }, iter: 400);

    [Fact]
    public void Dates_rise_keep_to_the_rule_and_honour_the_end() =>
        SchedulingGen.Rule.Sample(rule =>
        {
            if (rule.Expand() is not { Succeeded: true, Value: var plan })
                return;
            Assert.True(plan.Occurrences.Count is >= 1 and <= RecurrenceRule.MostOccurrences);
            Assert.Equal(rule.OccurrenceCount ?? plan.Occurrences.Count, plan.Occurrences.Count);
            Assert.True(plan.Occurrences.Zip(plan.Occurrences.Skip(1)).All(pair => pair.First.Date < pair.Second.Date));
            Assert.All(plan.Occurrences, occurrence => Assert.InRange(occurrence.Date, rule.StartDate, rule.EndDate ?? rule.StartDate.PlusYears(3)));
        }, iter: 1000);

    [Fact]
    public void Another_implementation_of_RFC_5545_finds_the_same_dates()
    {
        var compared = 0;
        SchedulingGen.Rule.Sample(rule =>
        {
            if (rule.Expand() is not { Succeeded: true, Value: var plan })
                return;
            Assert.Equal(IcalDates(rule), plan.Occurrences.Select(occurrence => occurrence.Date));
            Interlocked.Increment(ref compared);
        }, iter: 2000);
        Assert.True(compared > 1000, $"only {compared} rules were compared");
    }

    private static Duration Gap(LocalDateTime local, string zone)
    {
        var mapping = Zones.Get(zone).MapLocal(local);
        return Duration.FromSeconds(mapping.LateInterval.WallOffset.Seconds - mapping.EarlyInterval.WallOffset.Seconds);
    }

    private static List<LocalDate> IcalDates(RecurrenceRule rule)
    {
        var start = new CalDateTime(rule.StartDate.Year, rule.StartDate.Month, rule.StartDate.Day, rule.StartTime.Hour, rule.StartTime.Minute, 0, null);
        return [.. new RecurrencePatternEvaluator(new IcalRule(Text(rule))).Evaluate(start, start, new EvaluationOptions())
            .Select(period => new LocalDate(period.StartTime.Year, period.StartTime.Month, period.StartTime.Day))
            .TakeWhile(date => date <= (rule.EndDate ?? LocalDate.MaxIsoValue))];
    }

    private static string Text(RecurrenceRule rule)
    {
        var biweekly = rule.Frequency == RecurrenceFrequency.Biweekly;
        var text = $"FREQ={(biweekly ? "WEEKLY" : rule.Frequency.ToString().ToUpperInvariant())};INTERVAL={(biweekly ? 2 : 1) * rule.Interval};WKST=MO";
        if (rule.DaysOfWeek.Count > 0)
            text += ";BYDAY=" + string.Join(',', rule.DaysOfWeek.Select(Short));
        if (rule.DayOfMonth is { } day)
            text += $";BYMONTHDAY={day}";
        if (rule.Nth is { } nth)
            text += $";BYDAY={nth}{Short(rule.Day!.Value)}";
        if (rule.OccurrenceCount is { } count)
            text += $";COUNT={count}";
        return text;

        static string Short(IsoDayOfWeek day) => Weekdays.Code(day)[..2];
    }
}
