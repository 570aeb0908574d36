using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Whose calendars are wanted.</summary>
public sealed record CalendarsWanted(
    IReadOnlyCollection<long> Staff, IReadOnlyCollection<long> Rooms, IReadOnlyDictionary<long, int> Devices,
    IReadOnlyCollection<long> Clients, IReadOnlyCollection<long> Learners);

/// <summary>Reads when people, rooms and devices can be had, with a handful of queries for any number of them.</summary>
public sealed class Calendars(CrmDbContext db)
{
    /// <summary>The calendars of a stretch of time at a location.</summary>
    /// <param name="except">An appointment whose own claims count as free; 0 for none.</param>
    public async Task<CalendarSet> ReadAsync(Location location, SliceRange window, CalendarsWanted wanted, long except, CancellationToken cancel)
    {
        var (from, to) = (window.Start, window.End);
        var (first, last) = (Zones.ToLocal(from, location.TimeZone).Date, Zones.ToLocal(to, location.TimeZone).Date);
        var hours = await db.LocationHours.AsNoTracking().Where(h => h.LocationId == location.Id).ToListAsync(cancel);
        var closures = await db.Closures.AsNoTracking().Where(c => (c.LocationId == null || c.LocationId == location.Id) && c.LastDay >= first && c.FirstDay <= last).ToListAsync(cancel);
        long[] staff = [.. wanted.Staff];
        var works = await db.WorkingHours.AsNoTracking().Where(h => staff.Contains(h.UserId)).ToListAsync(cancel);
        var here = await db.StaffLocations.Where(l => l.LocationId == location.Id && staff.Contains(l.UserId)).Select(l => l.UserId).ToListAsync(cancel);
        var away = await db.TimeOff.AsNoTracking().Where(t => staff.Contains(t.UserId) && t.StartsAt < to && t.EndsAt > from).ToListAsync(cancel);
        var busy = await BusyAsync(window, wanted, except, cancel);
        return new(location, window, hours, closures, works, here.ToHashSet(), away, wanted.Devices, busy);
    }

    /// <summary>The claims alone: enough for times that were chosen already.</summary>
    internal async Task<ILookup<(OccupancyKind, long), SliceRange>> BusyAsync(SliceRange window, CalendarsWanted wanted, long except, CancellationToken cancel)
    {
        var (first, after) = (window.First, window.AfterLast);
        long[] staff = [.. wanted.Staff], rooms = [.. wanted.Rooms], devices = [.. wanted.Devices.Keys], clients = [.. wanted.Clients], learners = [.. wanted.Learners];
        var rows = await db.Occupancies.AsNoTracking().Where(o => o.Slice >= first && o.Slice < after && (o.AppointmentId == null || o.AppointmentId != except))
            .Where(o => (o.Kind == OccupancyKind.Staff && staff.Contains(o.ResourceId)) || (o.Kind == OccupancyKind.Room && rooms.Contains(o.ResourceId))
                || (o.Kind == OccupancyKind.Equipment && devices.Contains(o.ResourceId)) || (o.Kind == OccupancyKind.Client && clients.Contains(o.ResourceId))
                || (o.Kind == OccupancyKind.Learner && learners.Contains(o.ResourceId)))
            .Select(o => new { o.Kind, o.ResourceId, o.Slice }).ToListAsync(cancel);
        return rows.ToLookup(r => (r.Kind, r.ResourceId), r => SliceRange.Of(r.Slice));
    }
}
