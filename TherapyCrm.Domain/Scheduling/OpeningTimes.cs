using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Warns when a time lies outside what the location and its people keep; a warning can be confirmed (domain.md §3).</summary>
public sealed class OpeningTimes(CrmDbContext db)
{
    /// <summary>The warnings for a booking; empty when all is usual.</summary>
    public async Task<Problem[]> WarningsAsync(BookingFacts facts, CancellationToken cancel) =>
        (await RulesAsync(facts.Location.Id, facts.People, facts.Start, facts.End, cancel)).Warnings(facts);

    /// <summary>What is kept at a place, by these people, in a stretch of time: read once for many bookings.</summary>
    internal async Task<OpeningRules> RulesAsync(long locationId, IReadOnlyCollection<long> staff, Instant from, Instant to, CancellationToken cancel)
    {
        // A day to spare on either side: the location's calendar days are not UTC's.
        var (first, last) = (from.InUtc().Date.PlusDays(-1), to.InUtc().Date.PlusDays(1));
        var closures = await db.Closures.AsNoTracking().Where(c => (c.LocationId == null || c.LocationId == locationId) && c.LastDay >= first && c.FirstDay <= last)
            .OrderBy(c => c.FirstDay).ToListAsync(cancel);
        var hours = await db.LocationHours.AsNoTracking().Where(h => h.LocationId == locationId).ToListAsync(cancel);
        long[] ids = [.. staff.Distinct()];
        var people = await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName, WorksHere = u.Locations.Any(l => l.LocationId == locationId) }).ToListAsync(cancel);
        var works = await db.WorkingHours.AsNoTracking().Where(h => ids.Contains(h.UserId)).ToListAsync(cancel);
        var away = await db.TimeOff.AsNoTracking().Where(t => ids.Contains(t.UserId) && t.StartsAt < to && t.EndsAt > from).ToListAsync(cancel);
        return new(locationId, closures, hours, people.ToDictionary(p => p.Id, p => (p.Name, p.WorksHere)), works, away);
    }
}
