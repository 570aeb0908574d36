using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Finds ways out of a clash: the same time in another room, the nearest earlier time of the day, the next times here, the next time everything asked for is free (domain.md §3).</summary>
public sealed class Alternatives(CrmDbContext db, Calendars calendars)
{
    private const int Wanted = 3;
    private const int Most = 7;
    private static readonly int HalfHour = 30 / SlotTime.Minutes;
    private static readonly int[] LooksAheadDays = [7, 28];

    /// <summary>Up to seven, nearest first within each way; at least three when they exist within four weeks.</summary>
    /// <param name="taken">What is in the way: another room helps only when nothing but the room is.</param>
    /// <param name="except">An appointment that is being moved; 0 for none.</param>
    /// <param name="now">Nothing before it is offered.</param>
    public async Task<IReadOnlyList<Alternative>> FindAsync(BookingFacts facts, IReadOnlyCollection<OccupancyKind> taken, long except, Instant now, CancellationToken cancel)
    {
        var rooms = await SuitableRoomsAsync(facts, cancel);
        IReadOnlyList<Alternative> found = [];
        foreach (var days in LooksAheadDays)
        {
            var asked = SlotTime.SliceOf(facts.Start);
            var from = Math.Min(asked, SlotTime.Span(now, Instant.Max(now, Zones.StartOfDay(facts.Request.Start.Date, facts.Location.TimeZone))).AfterLast);
            var reach = asked + (days * 24 * 60 / SlotTime.Minutes);
            var wanted = new CalendarsWanted(facts.People, [.. rooms.Select(r => r.Id)], facts.Capacities, facts.ClientIds, facts.LearnerIds);
            var set = await calendars.ReadAsync(facts.Location, new(from, reach), wanted, except, cancel);
            found = Pick(facts, set, rooms, taken);
            if (found.Count(f => f.Way is WayOut.LaterHere or WayOut.Later) >= Wanted) break;
        }
        return found;
    }

    private static List<Alternative> Pick(BookingFacts facts, CalendarSet set, IReadOnlyList<SuitableRoom> rooms, IReadOnlyCollection<OccupancyKind> taken)
    {
        var others = rooms.Where(r => r.Id != facts.Request.RoomId).ToList();
        var asked = SlotTime.SliceOf(facts.Start);
        var now = new SliceRange(asked, asked + facts.Slices);
        var found = new List<Alternative>();
        if (taken.All(k => k == OccupancyKind.Room))
            found.AddRange(others.SelectMany(room => Fits(facts, set, [room], now, 1, anytime: true)).Take(Wanted).Select(a => a with { Way = WayOut.OtherRoom }));
        var earlier = new SliceRange(set.Window.First, asked + facts.Slices - 1);
        var later = new SliceRange(asked + 1, set.Window.AfterLast - facts.Turnaround);
        var here = rooms.FirstOrDefault(r => r.Id == facts.Request.RoomId);
        if (((here is null ? null : Last(facts, set, [here], earlier)) ?? Last(facts, set, rooms, earlier)) is { } before) found.Add(before with { Way = WayOut.Earlier });
        if (here is not null)
            found.AddRange(Fits(facts, set, [here], later, Wanted).Select(a => a with { Way = WayOut.LaterHere }));
        found.AddRange(Fits(facts, set, rooms, later, Wanted));
        var distinct = found.DistinctBy(a => (a.StartTime, a.RoomId)).ToList();
        return [.. distinct.GroupBy(a => a.Way).SelectMany(way => way.Select((a, i) => (a, i))).OrderBy(p => p.i >= Wanted - 1).ThenBy(p => p.a.Way).Select(p => p.a).Take(Most).OrderBy(a => a.Way)];
    }

    private static Alternative? Last(BookingFacts facts, CalendarSet set, IReadOnlyList<SuitableRoom> rooms, SliceRange window) =>
        window.Length < facts.Slices ? null : Fits(facts, set, rooms, window, window.Length, apart: 1).LastOrDefault();

    private static IEnumerable<Alternative> Fits(BookingFacts facts, CalendarSet set, IReadOnlyList<SuitableRoom> rooms, SliceRange window, int most, bool anytime = false, int? apart = null)
    {
        var needs = Needs(facts, set, anytime);
        var roomNeed = facts.Request.RoomId is null ? -1 : needs.Count;
        if (roomNeed >= 0) needs.Add(new() { AnyOf = [.. rooms.Select(r => set.Always(OccupancyKind.Room, r.Id))], Turnaround = facts.Turnaround });
        var question = new FreeTimeQuestion { Window = window, Length = facts.Slices, Needs = needs, Apart = apart ?? HalfHour, Most = most };
        return FreeTime.FirstFits(question).Select(fit =>
        {
            var room = roomNeed < 0 ? null : rooms.First(r => r.Id == fit.Chosen[roomNeed].Id);
            return new Alternative(WayOut.Later, Zones.ToLocal(fit.Time.Start, facts.Location.TimeZone), fit.Time.Start, fit.Time.End, room?.Id, room?.Name);
        });
    }

    /// <summary>All that is needed but the room.</summary>
    private static List<FreeTimeNeed> Needs(BookingFacts facts, CalendarSet set, bool anytime)
    {
        var request = facts.Request;
        var needs = facts.People.Select(id => new FreeTimeNeed
        {
            AnyOf = [anytime ? set.PersonAnytime(id) : set.Person(id, request.AllowOutsideHours)],
            Turnaround = id == request.TherapistId && facts.Service?.TurnaroundForTherapist == true ? facts.Turnaround : 0,
        }).ToList();
        needs.AddRange(request.Equipment.Select(e => new FreeTimeNeed { AnyOf = [set.Device(e.EquipmentId)], Units = e.Quantity }));
        needs.AddRange(facts.ClientIds.Select(id => new FreeTimeNeed { AnyOf = [set.Always(OccupancyKind.Client, id)] }));
        needs.AddRange(facts.LearnerIds.Select(id => new FreeTimeNeed { AnyOf = [set.Always(OccupancyKind.Learner, id)] }));
        return needs;
    }

    private async Task<IReadOnlyList<SuitableRoom>> SuitableRoomsAsync(BookingFacts facts, CancellationToken cancel)
    {
        if (facts.Request.RoomId is not { } asked) return [];
        var (location, kind) = (facts.Location.Id, facts.Service?.RoomKindId);
        var people = facts.Request.IsGroupSession ? facts.Request.Participants.Count : 0;
        var rooms = await db.Rooms.Where(r => r.LocationId == location && r.IsActive).Where(r => r.Id == asked || ((kind == null || r.RoomKindId == kind) && (r.Capacity == null || r.Capacity >= people)))
            .Select(r => new { r.Id, r.Name, r.RoomKindId, r.DisplayOrder }).ToListAsync(cancel);
        var askedKind = rooms.Find(r => r.Id == asked)?.RoomKindId;
        return [.. rooms.OrderByDescending(r => r.Id == asked).ThenByDescending(r => r.RoomKindId == askedKind).ThenBy(r => r.DisplayOrder).ThenBy(r => r.Id)
            .Select(r => new SuitableRoom(r.Id, r.Name))];
    }

    private sealed record SuitableRoom(long Id, string Name);
}
