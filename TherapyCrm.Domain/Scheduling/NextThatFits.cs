using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A time that suits everybody: who would take it, and where.</summary>
/// <param name="Start">Wall-clock start at the location.</param>
public sealed record Fit(LocalDateTime Start, Instant StartTime, Instant EndTime, long TherapistId, string TherapistName, long? RoomId, string? RoomName);

/// <summary>Finds the first times at which therapist, room, devices and client are all free; computed, never stored (domain.md §3).</summary>
public sealed class NextThatFits(CrmDbContext db, Calendars calendars) : IOperation
{
    private const int SlicesADay = 24 * 60 / SlotTime.Minutes;

    /// <summary>What has to come together; what is null does not matter.</summary>
    public sealed record Request
    {
        public required long LocationId { get; init; }
        public long? ServiceCodeId { get; init; }

        /// <summary>Null takes the service's length.</summary>
        public int? Minutes { get; init; }

        /// <summary>Null takes anybody who has the skill and speaks the language.</summary>
        public long? TherapistId { get; init; }

        /// <summary>Null takes the service's.</summary>
        public long? SkillId { get; init; }
        public LanguageCode? Language { get; init; }

        /// <summary>False for visits online or at home.</summary>
        public bool NeedsRoom { get; init; } = true;

        /// <summary>Null takes the service's, or any.</summary>
        public long? RoomKindId { get; init; }
        public long? RoomId { get; init; }
        public IReadOnlyList<EquipmentWanted> Equipment { get; init; } = [];
        public long? ClientId { get; init; }
        public long? LearnerId { get; init; }

        /// <summary>First day to look at; null is today.</summary>
        public LocalDate? From { get; init; }
        public IReadOnlyCollection<IsoDayOfWeek> Days { get; init; } = [];

        /// <summary>Starts not before this time of the day.</summary>
        public LocalTime? Earliest { get; init; }

        /// <summary>Is over by this time of the day.</summary>
        public LocalTime? Latest { get; init; }

        /// <summary>How many weeks ahead to look: 1 to 26.</summary>
        public int Weeks { get; init; } = 6;

        /// <summary>How many times to find: 1 to 50.</summary>
        public int Most { get; init; } = 5;
    }

    /// <summary>The first times, in order; empty when none lies within the weeks.</summary>
    public async Task<Outcome<IReadOnlyList<Fit>>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var location = await db.Locations.AsNoTracking().FirstOrDefaultAsync(l => l.Id == request.LocationId && l.IsActive, cancel);
        if (location is null) return Problem.Invalid("locationId", "Please choose a location.");
        if (request.ClientId is { } client && !await db.Clients.VisibleTo(db, actor, Permission.BookAppointments).AnyAsync(c => c.Id == client, cancel)) throw new NotFoundException();
        var service = await db.ServiceCodes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.ServiceCodeId, cancel);
        if ((request.Minutes ?? service?.DefaultDuration) is not { } minutes) return Problem.Invalid("durationMinutes", "Please say how long it lasts, or choose a service.");
        if (SlotTime.Check(LocalTime.Midnight, minutes) is { Length: > 0 } wrong) return wrong;
        var candidates = new FitCandidates(db);
        var people = await candidates.PeopleAsync(request, service, cancel);
        var rooms = request.NeedsRoom ? await candidates.RoomsAsync(request, service, cancel) : [];
        var ids = request.Equipment.Select(e => e.EquipmentId).ToArray();
        var devices = await db.Equipment.Where(e => ids.Contains(e.Id) && e.IsAvailable && (e.LocationId == null || e.LocationId == location.Id)).ToDictionaryAsync(e => e.Id, e => e.Quantity, cancel);
        if (people.Count == 0 || (request.NeedsRoom && rooms.Count == 0) || devices.Count < ids.Length) return Outcome<IReadOnlyList<Fit>>.Of([]);
        return Outcome<IReadOnlyList<Fit>>.Of(await LookAsync(actor, request, location, service, minutes, people, rooms, devices, cancel));
    }

    private async Task<List<Fit>> LookAsync(
        Actor actor, Request request, Location location, ServiceCode? service, int minutes, IReadOnlyList<Named> people, IReadOnlyList<Named> rooms,
        Dictionary<long, int> devices, CancellationToken cancel)
    {
        var today = Zones.ToLocal(actor.Now, location.TimeZone).Date;
        var first = request.From is { } from && from > today ? SlotTime.SliceOf(Zones.StartOfDay(from, location.TimeZone)) : SlotTime.SliceOf(actor.Now) + 1;
        var wanted = new CalendarsWanted([.. people.Select(p => p.Id)], [.. rooms.Select(r => r.Id)], devices, Some(request.ClientId), Some(request.LearnerId));
        var found = new List<Fit>();
        for (var week = 0; week < Math.Clamp(request.Weeks, 1, 26) && found.Count < Math.Clamp(request.Most, 1, 50); week++)
        {
            // Long visits may reach into the next week, so that each week is read with a tail.
            var start = first + (week * 7 * SlicesADay);
            var tail = (minutes + (service?.TurnaroundMinutes ?? 0)) / SlotTime.Minutes;
            var set = await calendars.ReadAsync(location, new(start, start + (7 * SlicesADay) + tail), wanted, 0, cancel);
            var question = new FreeTimeQuestion
            {
                Window = new(start, start + (7 * SlicesADay) + (minutes / SlotTime.Minutes) - 1),
                Length = minutes / SlotTime.Minutes,
                Needs = [.. Needs(request, service, set, people, rooms), Wished(request, location, set.Window)],
                Step = 15 / SlotTime.Minutes,
                Apart = 30 / SlotTime.Minutes,
                Most = Math.Clamp(request.Most, 1, 50) - found.Count,
            };
            found.AddRange(FreeTime.FirstFits(question).Select(FitOf));
        }
        return found;

        Fit FitOf(FreeTimeAnswer answer)
        {
            var therapist = people.First(p => p.Id == answer.Chosen[0].Id);
            var room = rooms.Count == 0 ? null : rooms.First(r => r.Id == answer.Chosen[1].Id);
            return new(Zones.ToLocal(answer.Time.Start, location.TimeZone), answer.Time.Start, answer.Time.End, therapist.Id, therapist.Name, room?.Id, room?.Name);
        }
    }

    private static List<FreeTimeNeed> Needs(Request request, ServiceCode? service, CalendarSet set, IReadOnlyList<Named> people, IReadOnlyList<Named> rooms)
    {
        var turnaround = ((service?.TurnaroundMinutes ?? 0) + SlotTime.Minutes - 1) / SlotTime.Minutes;
        var needs = new List<FreeTimeNeed>
        {
            new() { AnyOf = [.. people.Select(p => set.Person(p.Id))], Turnaround = service?.TurnaroundForTherapist == true ? turnaround : 0 },
        };
        if (rooms.Count > 0) needs.Add(new() { AnyOf = [.. rooms.Select(r => set.Always(OccupancyKind.Room, r.Id))], Turnaround = turnaround });
        needs.AddRange(request.Equipment.Select(e => new FreeTimeNeed { AnyOf = [set.Device(e.EquipmentId)], Units = e.Quantity }));
        needs.AddRange(Some(request.ClientId).Select(id => new FreeTimeNeed { AnyOf = [set.Always(OccupancyKind.Client, id)] }));
        needs.AddRange(Some(request.LearnerId).Select(id => new FreeTimeNeed { AnyOf = [set.Always(OccupancyKind.Learner, id)] }));
        return needs;
    }

    /// <summary>The days and hours that were wished for, as something else that must be open.</summary>
    private static FreeTimeNeed Wished(Request request, Location location, SliceRange window)
    {
        var hours = new List<SliceRange>();
        for (var day = Zones.ToLocal(window.Start, location.TimeZone).Date; Zones.StartOfDay(day, location.TimeZone) < window.End; day = day.PlusDays(1))
        {
            if (request.Days.Count > 0 && !request.Days.Contains(day.DayOfWeek)) continue;
            var until = request.Latest is { } latest ? Zones.ToInstant(day.At(latest), location.TimeZone) : Zones.StartOfDay(day.PlusDays(1), location.TimeZone);
            hours.Add(SlotTime.Span(Zones.ToInstant(day.At(request.Earliest ?? LocalTime.Midnight), location.TimeZone), until));
        }
        return new() { AnyOf = [new() { Kind = OccupancyKind.Staff, Id = -1, Open = hours }] };
    }

    private static long[] Some(long? id) => id is { } one ? [one] : [];
}
