using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Order of a list of appointments.</summary>
public enum AppointmentOrder
{
    [JsonStringEnumMemberName("startTime")] StartTime,
    [JsonStringEnumMemberName("-startTime")] StartTimeDown,
}

/// <summary>Lists appointments by what a program asks for, and reads one with its parts.</summary>
public sealed class AppointmentRows(CrmDbContext db) : IOperation
{
    /// <summary>Which ones; what is null or empty is not looked at.</summary>
    public sealed record Filter
    {
        /// <summary>Starts at this instant or later.</summary>
        public Instant? From { get; init; }

        /// <summary>Starts before this instant.</summary>
        public Instant? To { get; init; }
        public long? LocationId { get; init; }
        public long? RoomId { get; init; }

        /// <summary>As therapist or further staff.</summary>
        public long? TherapistId { get; init; }

        /// <summary>As client or participant.</summary>
        public long? ClientId { get; init; }
        public IReadOnlyList<AppointmentStatus> Status { get; init; } = [];
        public AppointmentOrder Order { get; init; }
        public int Page { get; init; } = 1;
        public int PageSize { get; init; } = 50;
    }

    /// <summary>What hangs on one appointment.</summary>
    public sealed record Parts(IReadOnlyList<StaffWanted> Staff, IReadOnlyList<EquipmentWanted> Equipment, IReadOnlyList<ParticipantRow> Participants);

    /// <summary>One page of the appointments the actor may see.</summary>
    public async Task<PageOf<AppointmentRow>> PageAsync(Actor actor, Filter filter, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var all = OfClient(actor, Narrow(db.Appointments.AsNoTracking().VisibleTo(db, actor, Permission.ViewAppointments), filter), filter.ClientId);
        var total = await all.CountAsync(cancel);
        var ordered = filter.Order == AppointmentOrder.StartTime ? all.OrderBy(a => a.StartTime).ThenBy(a => a.Id) : all.OrderByDescending(a => a.StartTime).ThenByDescending(a => a.Id);
        var rows = await ordered.Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize).Select(AppointmentRow.Of).ToListAsync(cancel);
        return new(await HideAsync(actor, rows, cancel), filter.Page, filter.PageSize, total);
    }

    /// <summary>One appointment.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public async Task<(AppointmentRow Row, Parts Parts)> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var row = await db.Appointments.AsNoTracking().VisibleTo(db, actor, Permission.ViewAppointments).Where(a => a.Id == id).Select(AppointmentRow.Of).FirstOrDefaultAsync(cancel)
            ?? throw new NotFoundException();
        var staff = await db.AppointmentStaff.Where(s => s.AppointmentId == id).OrderBy(s => s.UserId).Select(s => new StaffWanted(s.UserId, s.Role)).ToListAsync(cancel);
        var equipment = await db.AppointmentEquipment.Where(e => e.AppointmentId == id).OrderBy(e => e.EquipmentId)
            .Select(e => new EquipmentWanted(e.EquipmentId, e.Quantity)).ToListAsync(cancel);
        return ((await HideAsync(actor, [row], cancel))[0], new(staff, equipment, row.IsGroupSession ? await ParticipantsAsync(actor, id, cancel) : []));
    }

    /// <summary>Everybody in the group; who is out of the actor's sight is there without a name.</summary>
    /// <exception cref="NotFoundException">The appointment does not exist, or is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<ParticipantRow>> GroupAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        if (!await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments).AnyAsync(a => a.Id == id, cancel)) throw new NotFoundException();
        return await ParticipantsAsync(actor, id, cancel);
    }

    private async Task<IReadOnlyList<ParticipantRow>> ParticipantsAsync(Actor actor, long id, CancellationToken cancel)
    {
        var seen = await db.AppointmentParticipants.VisibleTo(db, actor, Permission.ViewAppointments).Where(p => p.AppointmentId == id).Select(p => p.Id).ToListAsync(cancel);
        var all = await db.AppointmentParticipants.AsNoTracking().Where(p => p.AppointmentId == id).OrderBy(p => p.Id).Select(ParticipantRow.Of).ToListAsync(cancel);
        return all.ConvertAll(p => seen.Contains(p.Id) ? p : p with { ClientId = null, LearnerId = null, Name = null, Notes = null });
    }

    private static IQueryable<Appointment> Narrow(IQueryable<Appointment> all, Filter f)
    {
        if (f.From is { } from) all = all.Where(a => a.StartTime >= from);
        if (f.To is { } to) all = all.Where(a => a.StartTime < to);
        if (f.LocationId is { } location) all = all.Where(a => a.LocationId == location);
        if (f.RoomId is { } room) all = all.Where(a => a.RoomId == room);
        if (f.TherapistId is { } person) all = all.Where(a => a.TherapistId == person || a.Staff.Any(s => s.UserId == person));
        if (f.Status.Count > 0) all = all.Where(a => f.Status.Contains(a.Status));
        return all;
    }

    // The filter looks only at what the reader sees, or it would tell who else is in a group.
    private IQueryable<Appointment> OfClient(Actor actor, IQueryable<Appointment> all, long? wanted)
    {
        if (wanted is not { } client) return all;
        var own = Visibility.Of<Appointment>(db, actor, Permission.ViewAppointments, a => a.Client!, a => a.LearnerId);
        if (own.Body is ConstantExpression { Value: true }) return all.Where(a => a.ClientId == client || a.Participants.Any(p => p.ClientId == client));
        var participant = Visibility.OfParticipant(db, actor, Permission.ViewAppointments);
        return all.Where(a => db.Appointments.Where(own).Any(o => o.Id == a.Id && o.ClientId == client)
            || db.AppointmentParticipants.Where(participant).Any(p => p.AppointmentId == a.Id && p.ClientId == client));
    }

    // A group is in sight through any participant, but the client it is booked for may be out of it.
    private async Task<IReadOnlyList<AppointmentRow>> HideAsync(Actor actor, List<AppointmentRow> rows, CancellationToken cancel)
    {
        var groups = rows.Where(r => r.IsGroupSession).Select(r => r.Id).ToList();
        if (groups.Count == 0) return rows;
        var own = Visibility.Of<Appointment>(db, actor, Permission.ViewAppointments, a => a.Client!, a => a.LearnerId);
        var seen = await db.Appointments.Where(a => groups.Contains(a.Id)).Where(own).Select(a => a.Id).ToListAsync(cancel);
        return rows.ConvertAll(r => r.IsGroupSession && !seen.Contains(r.Id) ? r.WithoutClient() : r);
    }
}
