using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Somebody to ring about a booking, who may be told.</summary>
public sealed record ToRing(string Name, RelationshipType Relationship, string? Phone);

/// <summary>One booking of a person who is away, with whom to ring and who could take it.</summary>
/// <param name="MayLeaveMessage">Null when nobody has asked the client yet.</param>
/// <param name="CouldTakeIt">Therapists of the location who are at work and free at its time.</param>
public sealed record AwayBooking(
    long AppointmentId, int Version, LocalDateTime Start, Instant StartTime, int Minutes, string Title, long LocationId, string? RoomName, long ClientId, string ClientName,
    string FileNumber, string Phone, bool? MayLeaveMessage, IReadOnlyList<ToRing> Contacts, IReadOnlyList<RoomChoice> CouldTakeIt);

/// <summary>The bookings to move or cancel, as one list to work through by phone.</summary>
/// <param name="Hidden">Further bookings the reader may not change.</param>
public sealed record AwayBookings(IReadOnlyList<AwayBooking> Bookings, int Hidden);

/// <summary>Lists the bookings of a person who is away, with the phone list (domain.md §3).</summary>
public sealed class AwayList(CrmDbContext db, Calendars calendars) : IOperation
{
    /// <summary>What lies between the two instants and is not cancelled, completed or missed.</summary>
    public async Task<AwayBookings> GetAsync(Actor actor, long staffId, Instant from, Instant to, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        await TherapistAway.MustReachAsync(db, actor, staffId, cancel);
        var theirs = db.Appointments.Where(a => a.StartTime < to && a.EndTime > from && (a.Status == AppointmentStatus.Scheduled || a.Status == AppointmentStatus.Confirmed)
            && (a.TherapistId == staffId || a.Staff.Any(s => s.UserId == staffId)));
        var clients = db.Clients.VisibleTo(db, actor, Permission.ViewClients);
        var rows = await (from a in theirs.VisibleTo(db, actor, Permission.BookAppointments)
                          join c in clients on a.ClientId equals c.Id
                          orderby a.StartTime, a.Id
                          select new
                          {
                              a.Id,
                              a.Version,
                              a.LocalStart,
                              a.StartTime,
                              a.EndTime,
                              a.DurationMinutes,
                              a.Title,
                              a.LocationId,
                              Room = a.Room!.Name,
                              a.TherapistId,
                              ClientId = c.Id,
                              Name = c.FirstName + " " + c.LastName,
                              c.FileNumber,
                              c.Phone,
                              c.MayLeaveMessage,
                          }).ToListAsync(cancel);
        var ids = rows.Select(r => r.ClientId).Distinct().ToArray();
        var contacts = (await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.ClientId) && c.MayBeTold).OrderBy(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.ClientId);
        var free = await FreeAsync(rows.Select(r => (r.LocationId, r.StartTime, r.EndTime)).ToList(), staffId, cancel);
        var all = await theirs.CountAsync(cancel);
        db.Audit(actor, "appointment.away-list", null, details: $"staff {staffId}, {rows.Count} bookings");
        await db.SaveAsync(true, null, cancel);
        return new([.. rows.Select(r => new AwayBooking(r.Id, r.Version, r.LocalStart, r.StartTime, r.DurationMinutes, r.Title, r.LocationId, r.Room, r.ClientId, r.Name,
            r.FileNumber, r.Phone, r.MayLeaveMessage, [.. contacts[r.ClientId].Select(c => new ToRing($"{c.FirstName} {c.LastName}", c.Relationship, c.Phone))],
            r.TherapistId == staffId ? free(r.LocationId, r.StartTime, r.EndTime) : []))], all - rows.Count);
    }

    /// <summary>Who is free when, from one reading for each location.</summary>
    private async Task<Func<long, Instant, Instant, IReadOnlyList<RoomChoice>>> FreeAsync(List<(long Location, Instant Start, Instant End)> times, long except, CancellationToken cancel)
    {
        var sets = new Dictionary<long, (CalendarSet Set, List<RoomChoice> People)>();
        foreach (var at in times.GroupBy(t => t.Location))
        {
            var location = await db.Locations.AsNoTracking().SingleAsync(l => l.Id == at.Key, cancel);
            var people = await db.Users.Where(u => u.IsActive && u.IsBookable && u.Id != except && u.Locations.Any(l => l.LocationId == at.Key))
                .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).Select(u => new RoomChoice(u.Id, u.FirstName + " " + u.LastName)).ToListAsync(cancel);
            var wanted = new CalendarsWanted([.. people.Select(p => p.Id)], [], new Dictionary<long, int>(), [], []);
            sets[at.Key] = (await calendars.ReadAsync(location, SlotTime.Span(at.Min(t => t.Start), at.Max(t => t.End)), wanted, 0, cancel), people);
        }
        return (location, start, end) => [.. sets[location].People.Where(p => IsFree(sets[location].Set, p.Id, SlotTime.Span(start, end)))];
    }

    private static bool IsFree(CalendarSet set, long person, SliceRange time) => FreeTime.Gaps(time, [set.Person(person)], time.Length).Count > 0;
}
