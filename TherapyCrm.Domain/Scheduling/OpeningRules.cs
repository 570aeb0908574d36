using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a location and some people keep: hours, closures, time off.</summary>
internal sealed class OpeningRules(
    long locationId, IReadOnlyList<Closure> closures, IReadOnlyList<LocationHours> hours, IReadOnlyDictionary<long, (string Name, bool WorksHere)> people,
    IReadOnlyList<WorkingHours> works, IReadOnlyList<TimeOff> away)
{
    /// <summary>What is unusual about a booking.</summary>
    public Problem[] Warnings(BookingFacts facts)
    {
        var (start, end) = (facts.Request.Start, facts.Request.Start.PlusMinutes(facts.Minutes));
        var warnings = new List<Problem>();
        if (closures.FirstOrDefault(c => c.FirstDay <= start.Date && c.LastDay >= start.Date) is { } closure)
            warnings.Add(Problem.Warning("startTime", "Closed on this day: {0}.", closure.Name));
        if (hours.Count > 0 && !Within(start, end, hours.Where(h => h.DayOfWeek == start.DayOfWeek).Select(h => (h.OpensAt, h.ClosesAt))))
            warnings.Add(Problem.Warning("startTime", "The location is not open at that time."));
        warnings.AddRange(facts.People.Where(people.ContainsKey).Select(id => Warning(facts, id, start, end)).OfType<Problem>());
        return [.. warnings];
    }

    private Problem? Warning(BookingFacts facts, long id, LocalDateTime start, LocalDateTime end)
    {
        var (name, worksHere) = people[id];
        var field = id == facts.Request.TherapistId ? "therapistId" : "staff";
        var own = works.Where(w => w.UserId == id).ToList();
        if (away.Any(t => t.UserId == id && t.StartsAt < facts.End && t.EndsAt > facts.Start)) return Problem.Warning(field, "{0} is away at that time.", name);
        if (!worksHere) return Problem.Warning(field, "{0} does not work at this location.", name);
        var today = own.Where(w => w.LocationId == locationId && w.DayOfWeek == start.DayOfWeek).Select(w => (w.StartsAt, w.EndsAt));
        return own.Count > 0 && !Within(start, end, today) ? Problem.Warning(field, "{0} does not work at that time.", name) : null;
    }

    /// <summary>True when the stretches, those that touch taken together, cover the time; midnight as an end is the end of the day.</summary>
    private static bool Within(LocalDateTime start, LocalDateTime end, IEnumerable<(LocalTime From, LocalTime To)> stretches)
    {
        var covered = start;
        foreach (var (from, to) in stretches.OrderBy(s => s.From))
        {
            var closes = to == LocalTime.Midnight ? start.Date.PlusDays(1).AtMidnight() : start.Date + to;
            if (start.Date + from <= covered && closes > covered) covered = closes;
        }
        return covered >= end && covered > start;
    }
}
