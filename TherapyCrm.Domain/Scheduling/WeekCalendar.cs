using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One person's days between two dates: appointments as far as the reader may see them, blocks and time off, by the wall clock of where they are.</summary>
public sealed class WeekCalendar(CrmDbContext db, PlaceMemory memory) : IOperation
{
    /// <summary>Longest stretch that can be asked for, in days.</summary>
    public const int LongestDays = 62;

    /// <summary>Whose calendar, from which day up to but without which day.</summary>
    public sealed record Request
    {
        public required long UserId { get; init; }
        public required LocalDate From { get; init; }
        public required LocalDate To { get; init; }
        public bool Initials { get; init; }

        /// <summary>Told how many appointments the reader sees as soon as that is known, so that the read goes on file meanwhile.</summary>
        public Action<int>? Seen { get; init; }
    }

    /// <summary>The entries in order of time.</summary>
    /// <exception cref="NotFoundException">There is no such person who takes appointments.</exception>
    public async Task<CalendarDays> ReadAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        // Wide enough for every zone and for what began the evening before; the wall clock decides afterwards.
        var (from, to) = (Utc(request.From) - Duration.FromHours(26), Utc(request.To) + Duration.FromHours(14));
        var places = await memory.ReadAsync(db, actor, cancel);
        var (initials, alerts) = (request.Initials || places.ShowsInitials, SeenOrTaken.MayReadAlerts(actor));
        var rows = await SeenOrTaken.Of(db, actor, Mine(request.UserId, from, to)).Select(SeenOrTaken.AsRow(initials)).ToListAsync(cancel);
        var appointments = rows.ConvertAll(r => CalendarEntry.Of(r.ToAppointment(initials, alerts, places), places.NameAmongSeveral(r.LocationId))).Where(Lies).ToList();
        request.Seen?.Invoke(appointments.Count(e => e.Appointment!.IsSeen));
        var person = await PersonAsync(request.UserId, from, to, cancel) ?? throw new NotFoundException();
        var zone = places.ZoneOf(person.Home);
        var others = person.Blocks.Select(CalendarEntry.Of).Concat(person.Away.Select(a => CalendarEntry.Of(a, zone))).Where(Lies);
        return new(request.UserId, person.Name, zone, request.From, request.To, initials, [.. appointments.Concat(others).OrderBy(e => e.Start).ThenBy(e => e.Appointment?.Id)]);

        bool Lies(CalendarEntry e) => e.Start.Date < request.To && e.End > request.From.AtMidnight();

        static Instant Utc(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
    }

    // Each half of the union has an index of its own; an "or" would read everybody's week.
    private IQueryable<Appointment> Mine(long user, Instant from, Instant to)
    {
        var leads = db.Appointments.Where(a => a.TherapistId == user && a.StartTime >= from && a.StartTime < to).Select(a => a.Id);
        var helps = db.AppointmentStaff.Where(s => s.UserId == user && s.Appointment!.StartTime >= from && s.Appointment.StartTime < to).Select(s => s.AppointmentId);
        var mine = leads.Union(helps);
        return db.Appointments.AsNoTracking().Where(a => mine.Contains(a.Id) && a.Status != AppointmentStatus.Cancelled);
    }

    private sealed record Person(string Name, long? Home, List<AwayRow> Away, List<BlockRow> Blocks);

    private Task<Person?> PersonAsync(long id, Instant from, Instant to, CancellationToken cancel) =>
        db.Users.AsNoTracking().Where(u => u.Id == id && (u.IsBookable || db.Appointments.Any(a => a.TherapistId == id))).Select(u => new Person(
            u.FirstName + " " + u.LastName,
            u.Locations.OrderByDescending(l => l.IsPrimary).Select(l => (long?)l.LocationId).FirstOrDefault(),
            db.TimeOff.Where(t => t.UserId == u.Id && t.StartsAt < to && t.EndsAt > from).Select(t => new AwayRow(t.StartsAt, t.EndsAt)).ToList(),
            db.BlockStaff.Where(s => s.UserId == u.Id && s.Block!.StartTime >= from && s.Block.StartTime < to)
                .Select(s => new BlockRow(s.BlockId, s.Block!.Title, s.Block.Kind, s.Block.LocalStart, s.Block.DurationMinutes)).ToList()))
            .AsSingleQuery().FirstOrDefaultAsync(cancel); // a handful of absences and blocks
}

/// <summary>A person's days as entries in order of time.</summary>
/// <param name="To">The day after the last.</param>
public sealed record CalendarDays(long UserId, string Name, string TimeZone, LocalDate From, LocalDate To, bool Initials, IReadOnlyList<CalendarEntry> Entries);

/// <summary>One entry: an appointment (perhaps only as taken), a block, or time off when both are null.</summary>
public sealed record CalendarEntry(LocalDateTime Start, LocalDateTime End)
{
    public BoardAppointment? Appointment { get; init; }

    /// <summary>The location's name, where the practice has more than one.</summary>
    public string? Place { get; init; }
    public long? BlockId { get; init; }
    public BlockKind? BlockKind { get; init; }
    public string? Title { get; init; }

    internal static CalendarEntry Of(BoardAppointment a, string? place) => new(a.Start, a.End) { Appointment = a, Place = place };

    internal static CalendarEntry Of(BlockRow b) => new(b.Start, b.Start.PlusMinutes(b.Minutes)) { BlockId = b.Id, BlockKind = b.Kind, Title = b.Title };

    internal static CalendarEntry Of(AwayRow a, string timeZone) => new(Zones.ToLocal(a.From, timeZone), Zones.ToLocal(a.To, timeZone));
}
