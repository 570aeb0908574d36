using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One person's days between two dates: appointments as far as the reader may see them, blocks and time off, by the wall clock of where they are.</summary>
public sealed class WeekCalendar(CrmDbContext db) : IOperation
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
    }

    /// <summary>The entries in order of time.</summary>
    /// <exception cref="NotFoundException">There is no such person who takes appointments.</exception>
    public async Task<CalendarDays> ReadAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        // Wide enough for every zone and for what began the evening before; the wall clock decides afterwards.
        var (from, to) = (Utc(request.From) - Duration.FromHours(26), Utc(request.To) + Duration.FromHours(14));
        var person = await PersonAsync(request.UserId, from, to, cancel) ?? throw new NotFoundException();
        var initials = request.Initials || person.Initials == "1";
        var mine = await MineAsync(request.UserId, from, to, cancel);
        var rows = await SeenOrTaken.Of(db, actor, mine).Select(SeenOrTaken.AsRow(initials)).ToListAsync(cancel);
        var blocks = await db.BlockStaff.AsNoTracking().Where(s => s.UserId == request.UserId && s.Block!.StartTime >= from && s.Block.StartTime < to)
            .Select(s => new BlockRow(s.BlockId, s.Block!.Title, s.Block.Kind, s.Block.LocalStart, s.Block.DurationMinutes)).ToListAsync(cancel);
        var alerts = SeenOrTaken.MayReadAlerts(actor);
        var entries = rows.Select(r => CalendarEntry.Of(r.ToAppointment(initials, alerts), person.Places.GetValueOrDefault(r.LocationId)))
            .Concat(blocks.Select(CalendarEntry.Of))
            .Concat(person.Away.Select(a => CalendarEntry.Of(a, person.TimeZone)))
            .Where(e => e.Start.Date < request.To && e.End > request.From.AtMidnight())
            .OrderBy(e => e.Start).ThenBy(e => e.Appointment?.Id);
        return new(request.UserId, person.Name, person.TimeZone, request.From, request.To, initials, [.. entries]);

        static Instant Utc(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
    }

    private async Task<IQueryable<Appointment>> MineAsync(long user, Instant from, Instant to, CancellationToken cancel)
    {
        var helping = await db.AppointmentStaff.Where(s => s.UserId == user && s.Appointment!.StartTime >= from && s.Appointment.StartTime < to)
            .Select(s => s.AppointmentId).ToListAsync(cancel);
        var some = db.Appointments.AsNoTracking().Where(a => a.StartTime >= from && a.StartTime < to && a.Status != AppointmentStatus.Cancelled);
        return helping.Count == 0 ? some.Where(a => a.TherapistId == user) : some.Where(a => a.TherapistId == user || helping.Contains(a.Id));
    }

    private sealed record Person(string Name, string TimeZone, Dictionary<long, string> Places, List<AwayRow> Away, string? Initials);

    private async Task<Person?> PersonAsync(long id, Instant from, Instant to, CancellationToken cancel)
    {
        var person = await db.Users.AsNoTracking().Where(u => u.Id == id && (u.IsBookable || db.Appointments.Any(a => a.TherapistId == id))).Select(u => new
        {
            Name = u.FirstName + " " + u.LastName,
            Home = u.Locations.OrderByDescending(l => l.IsPrimary).Select(l => (long?)l.LocationId).FirstOrDefault(),
            Away = db.TimeOff.Where(t => t.UserId == u.Id && t.StartsAt < to && t.EndsAt > from).Select(t => new AwayRow(t.StartsAt, t.EndsAt)).ToList(),
            Initials = db.PracticeSettings.Where(s => s.Key == Setting.BoardShowsInitials.Key).Select(s => s.Value).FirstOrDefault(),
        }).FirstOrDefaultAsync(cancel);
        if (person is null) return null;
        var places = await db.Locations.AsNoTracking().OrderByDescending(l => l.IsMainLocation).Select(l => new { l.Id, l.Name, l.TimeZone }).ToListAsync(cancel);
        var home = places.Find(p => p.Id == person.Home) ?? places.FirstOrDefault();
        return new(person.Name, home?.TimeZone ?? "UTC", places.Where(_ => places.Count > 1).ToDictionary(p => p.Id, p => p.Name), person.Away, person.Initials);
    }
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
