using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Whose calendars there are: everybody who takes appointments.</summary>
public sealed class WeekCalendarPeople(CrmDbContext db) : Common.IOperation
{
    /// <summary>The people by name, and the one to begin with: the reader, else somebody at a location of theirs.</summary>
    public async Task<(IReadOnlyList<CalendarPerson> People, CalendarPerson? First)> ReadAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var mine = actor.Locations;
        var rows = await db.Users.AsNoTracking().Where(u => u.IsActive && u.IsBookable).OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id)
            .Select(u => new { Person = new CalendarPerson(u.Id, u.FirstName + " " + u.LastName), IsNear = u.Locations.Any(l => mine.Contains(l.LocationId)) }).ToListAsync(cancel);
        var first = rows.Find(r => r.Person.Id == actor.UserId) ?? rows.Find(r => r.IsNear) ?? rows.FirstOrDefault();
        return ([.. rows.Select(r => r.Person)], first?.Person);
    }

    /// <summary>The clock of a person's first location, else of the reader's, else of the main one.</summary>
    public async Task<string> TimeZoneAsync(Actor actor, long? userId, CancellationToken cancel = default)
    {
        var id = userId ?? actor.UserId;
        return await db.Locations.AsNoTracking()
            .OrderByDescending(l => db.StaffLocations.Where(s => s.UserId == id && s.LocationId == l.Id).Select(s => s.IsPrimary ? 2 : 1).FirstOrDefault())
            .ThenByDescending(l => l.IsMainLocation).ThenBy(l => l.Id).Select(l => l.TimeZone).FirstOrDefaultAsync(cancel) ?? "UTC";
    }
}

/// <summary>Somebody with a calendar.</summary>
public sealed record CalendarPerson(long Id, string Name);
