using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>The calendars of a location's people, rooms and devices in one stretch of time.</summary>
public sealed class CalendarSet(
    Location location, SliceRange window, IReadOnlyList<LocationHours> hours, IReadOnlyList<Closure> closures, IReadOnlyList<WorkingHours> works,
    IReadOnlySet<long> here, IReadOnlyList<TimeOff> away, IReadOnlyDictionary<long, int> devices, ILookup<(OccupancyKind, long), SliceRange> busy)
{
    private static readonly (LocalTime From, LocalTime To) UsualDay = (new(8, 0), new(18, 0));

    /// <summary>What it looks at.</summary>
    public SliceRange Window => window;

    /// <summary>A person in their working hours here, without time off and closures.</summary>
    /// <param name="anywhere">Also one who does not work at this location, in the location's hours.</param>
    public FreeTimeResource Person(long id, bool anywhere = false) => new() { Kind = OccupancyKind.Staff, Id = id, Open = Open(id, anywhere), Busy = Busy(OccupancyKind.Staff, id) };

    /// <summary>A person at any hour.</summary>
    public FreeTimeResource PersonAnytime(long id) => Always(OccupancyKind.Staff, id);

    /// <summary>A room, client or learner: whenever it is not claimed.</summary>
    public FreeTimeResource Always(OccupancyKind kind, long id) => new() { Kind = kind, Id = id, Busy = Busy(kind, id) };

    /// <summary>A device with its number of pieces.</summary>
    public FreeTimeResource Device(long id) => new() { Kind = OccupancyKind.Equipment, Id = id, Quantity = devices[id], Busy = Busy(OccupancyKind.Equipment, id) };

    private List<SliceRange> Busy(OccupancyKind kind, long id) => [.. busy[(kind, id)]];

    private List<SliceRange> Open(long id, bool anywhere)
    {
        if (!here.Contains(id) && !anywhere) return [];
        var own = works.Where(w => w.UserId == id).ToList();
        var place = SliceSet.Of(window, Days().SelectMany(day => OpenOn(day, own.Count > 0)));
        var open = own.Count == 0 || !here.Contains(id) ? place
            : place.And(SliceSet.Of(window, Days().SelectMany(day => own.Where(w => w.LocationId == location.Id && w.DayOfWeek == day.DayOfWeek).Select(w => Span(day, w.StartsAt, w.EndsAt)))));
        var there = SliceSet.CoveredLessThan(1, window, away.Where(t => t.UserId == id).Select(t => SlotTime.Span(t.StartsAt, t.EndsAt)));
        return [.. open.And(there).Stretches()];
    }

    private IEnumerable<SliceRange> OpenOn(LocalDate day, bool hasOwnHours)
    {
        if (closures.Any(c => c.FirstDay <= day && c.LastDay >= day)) return [];
        if (hours.Count > 0) return hours.Where(h => h.DayOfWeek == day.DayOfWeek).Select(h => Span(day, h.OpensAt, h.ClosesAt));
        return [hasOwnHours ? Span(day, LocalTime.Midnight, LocalTime.Midnight) : Span(day, UsualDay.From, UsualDay.To)];
    }

    private IEnumerable<LocalDate> Days()
    {
        var last = Zones.ToLocal(window.End, location.TimeZone).Date;
        for (var day = Zones.ToLocal(window.Start, location.TimeZone).Date; day <= last; day = day.PlusDays(1)) yield return day;
    }

    private SliceRange Span(LocalDate day, LocalTime from, LocalTime to) => SlotTime.Span(
        Zones.ToInstant(day + from, location.TimeZone), Zones.ToInstant((to == LocalTime.Midnight ? day.PlusDays(1) : day) + to, location.TimeZone));
}
