using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Warns when a time lies outside what the location and its people keep; a warning can be confirmed (domain.md §3).</summary>
public sealed class OpeningTimes(CrmDbContext db)
{
    /// <summary>The warnings for a booking; empty when all is usual.</summary>
    public Task<Problem[]> WarningsAsync(BookingFacts facts, CancellationToken cancel) =>
        WarningsAsync(facts.Location.Id, facts.Request.Start, facts.Minutes, facts.Start, facts.People, cancel);

    /// <summary>The warnings for these people at this place and time; empty when all is usual.</summary>
    public async Task<Problem[]> WarningsAsync(
        long locationId, LocalDateTime start, int minutes, Instant startUtc, IReadOnlyCollection<long> staff, CancellationToken cancel)
    {
        var (day, end, endUtc) = (start.Date, start.PlusMinutes(minutes), startUtc + Duration.FromMinutes(minutes));
        var warnings = new List<Problem>();
        var closure = await db.Closures.Where(c => (c.LocationId == null || c.LocationId == locationId) && c.FirstDay <= day && c.LastDay >= day)
            .Select(c => c.Name).FirstOrDefaultAsync(cancel);
        if (closure is not null) warnings.Add(Problem.Warning("startTime", "Closed on this day: {0}.", closure));
        var hours = await db.LocationHours.Where(h => h.LocationId == locationId).ToListAsync(cancel);
        if (hours.Count > 0 && !hours.Exists(h => h.DayOfWeek == day.DayOfWeek && Within(start, end, h.OpensAt, h.ClosesAt)))
            warnings.Add(Problem.Warning("startTime", "The location is not open at that time."));
        warnings.AddRange(await StaffAsync(locationId, start, end, startUtc, endUtc, staff, cancel));
        return [.. warnings];
    }

    private async Task<List<Problem>> StaffAsync(
        long locationId, LocalDateTime start, LocalDateTime end, Instant startUtc, Instant endUtc, IReadOnlyCollection<long> staff, CancellationToken cancel)
    {
        var people = await db.Users.Where(u => staff.Contains(u.Id)).Select(u => new
        {
            u.Id,
            Name = u.FirstName + " " + u.LastName,
            WorksHere = u.Locations.Any(l => l.LocationId == locationId),
            HasHours = u.WorkingHours.Count != 0,
            Today = u.WorkingHours.Where(h => h.LocationId == locationId && h.DayOfWeek == start.DayOfWeek).ToList(),
            Away = db.TimeOff.Any(t => t.UserId == u.Id && t.StartsAt < endUtc && t.EndsAt > startUtc),
        }).AsSplitQuery().ToListAsync(cancel);
        var warnings = new List<Problem>();
        foreach (var p in people)
        {
            if (p.Away) warnings.Add(Problem.Warning("therapistId", "{0} is away at that time.", p.Name));
            else if (!p.WorksHere) warnings.Add(Problem.Warning("therapistId", "{0} does not work at this location.", p.Name));
            else if (p.HasHours && !p.Today.Exists(h => Within(start, end, h.StartsAt, h.EndsAt)))
                warnings.Add(Problem.Warning("therapistId", "{0} does not work at that time.", p.Name));
        }
        return warnings;
    }

    private static bool Within(LocalDateTime start, LocalDateTime end, LocalTime opens, LocalTime closes) =>
        start.TimeOfDay >= opens && (end.Date == start.Date ? end.TimeOfDay <= closes : closes == LocalTime.Midnight && end.TimeOfDay == LocalTime.Midnight);
}
