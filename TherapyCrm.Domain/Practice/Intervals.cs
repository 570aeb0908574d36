using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>A stretch of a weekday by the wall clock, as hours are typed.</summary>
public sealed record DayInterval(IsoDayOfWeek Day, LocalTime From, LocalTime To)
{
    /// <summary>What is wrong with the hours of a week: an end before its start, or two that overlap on a day.</summary>
    public static IEnumerable<Problem> Check(string field, IReadOnlyList<DayInterval> week)
    {
        foreach (var interval in week.Where(i => i.To <= i.From))
            yield return Problem.Invalid(field, "On {0}, the end must come after the start.", interval.Day);
        var overlap = week.GroupBy(i => i.Day).Select(day => day.OrderBy(i => i.From).ToList())
            .FirstOrDefault(day => day.Zip(day.Skip(1)).Any(pair => pair.Second.From < pair.First.To));
        if (overlap is not null) yield return Problem.Invalid(field, "The hours on {0} overlap.", overlap[0].Day);
    }
}
