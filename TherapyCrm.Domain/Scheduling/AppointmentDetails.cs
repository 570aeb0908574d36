using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Everything about one appointment, as its page shows it.</summary>
public sealed record AppointmentView
{
    /// <summary>The appointment with its location, room, therapist and service.</summary>
    public required Appointment Appointment { get; init; }

    /// <summary>The client it is about; null for a reader who sees the appointment through another participant only.</summary>
    public required BookedClient? Client { get; init; }
    public required string? Learner { get; init; }
    public required IReadOnlyList<(string Name, TherapistRole Role)> Staff { get; init; }
    public required IReadOnlyList<(string Name, int Quantity)> Devices { get; init; }
    public required IReadOnlyList<Participant> Participants { get; init; }
    public required Series? PartOf { get; init; }

    /// <summary>The reader may change it.</summary>
    public required bool MayChange { get; init; }

    /// <summary>How the practice is reached, as the appointment card prints it.</summary>
    public required string? PracticeName { get; init; }

    /// <summary>The start on the location's clock; the stored wall clock is the truth.</summary>
    public LocalDateTime Start => Appointment.LocalStart;

    /// <summary>The end on the location's clock.</summary>
    public LocalDateTime End => Zones.ToLocal(Appointment.EndTime, Appointment.TimeZone);

    /// <summary>Somebody in the group; the name is null for a reader who may not see them.</summary>
    public sealed record Participant(long Id, long? ClientId, string? Name, Attendance Attendance);

    /// <summary>Where it stands in its series.</summary>
    public sealed record Series(long Id, int Number, int Count, int Following, long? PreviousId, long? NextId);
}

/// <summary>Reads one appointment with all that hangs on it; the look is on record.</summary>
public sealed class AppointmentDetails(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>The appointment as the actor may see it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public async Task<AppointmentView> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var appointment = await db.Appointments.AsNoTracking().Include(a => a.Location).Include(a => a.Room).Include(a => a.Therapist).Include(a => a.ServiceCode)
            .Include(a => a.RecurrencePattern).GetAsync(db, actor, id, Permission.ViewAppointments, cancel);
        await reads.OneAsync(actor, "appointment.read", id, appointment.ClientId, cancel);
        var staff = await db.AppointmentStaff.Where(s => s.AppointmentId == id).OrderBy(s => s.Role)
            .Select(s => new { Name = s.User!.FirstName + " " + s.User.LastName, s.Role }).ToListAsync(cancel);
        var devices = await db.AppointmentEquipment.Where(e => e.AppointmentId == id).OrderBy(e => e.Equipment!.Name)
            .Select(e => new { e.Equipment!.Name, e.Quantity }).ToListAsync(cancel);
        return new AppointmentView
        {
            Appointment = appointment,
            Client = await ClientAsync(actor, appointment, cancel),
            Learner = await db.Learners.VisibleTo(db, actor, Permission.ViewClients).Where(l => l.Id == appointment.LearnerId)
                .Select(l => l.FirstName + " " + l.LastName).FirstOrDefaultAsync(cancel),
            Staff = [.. staff.Select(s => (s.Name, s.Role))],
            Devices = [.. devices.Select(d => (d.Name, d.Quantity))],
            Participants = appointment.IsGroupSession ? await ParticipantsAsync(actor, id, cancel) : [],
            PartOf = appointment.RecurrencePatternId is { } series ? await SeriesAsync(appointment, series, cancel) : null,
            MayChange = actor.May(Permission.BookAppointments)
                && await db.Appointments.VisibleTo(db, actor, Permission.BookAppointments).AnyAsync(a => a.Id == id, cancel),
            PracticeName = await db.Practices.Select(p => p.Name).FirstOrDefaultAsync(cancel),
        };
    }

    private Task<BookedClient?> ClientAsync(Actor actor, Appointment appointment, CancellationToken cancel) =>
        db.Clients.VisibleTo(db, actor, Permission.ViewAppointments).Where(c => c.Id == appointment.ClientId)
            .Select(c => new BookedClient(c.Id, c.FirstName + " " + c.LastName, c.FileNumber, c.DateOfBirth, c.SafetyAlert, c.CustodyAlert, c.RequiresInterpreter))
            .FirstOrDefaultAsync(cancel);

    private async Task<IReadOnlyList<AppointmentView.Participant>> ParticipantsAsync(Actor actor, long id, CancellationToken cancel)
    {
        var seen = await db.AppointmentParticipants.VisibleTo(db, actor, Permission.ViewAppointments).Where(p => p.AppointmentId == id)
            .Select(p => new { p.Id, p.ClientId, Name = p.Learner != null ? p.Learner.FirstName + " " + p.Learner.LastName : p.Client!.FirstName + " " + p.Client.LastName })
            .ToDictionaryAsync(p => p.Id, cancel);
        var all = await db.AppointmentParticipants.Where(p => p.AppointmentId == id).OrderBy(p => p.Id).Select(p => new { p.Id, p.Attendance }).ToListAsync(cancel);
        return [.. all.Select(p => seen.TryGetValue(p.Id, out var who)
            ? new AppointmentView.Participant(p.Id, who.ClientId, who.Name, p.Attendance)
            : new AppointmentView.Participant(p.Id, null, null, p.Attendance))];
    }

    private async Task<AppointmentView.Series> SeriesAsync(Appointment appointment, long series, CancellationToken cancel)
    {
        var all = await db.Appointments.Where(a => a.RecurrencePatternId == series).OrderBy(a => a.StartTime).ThenBy(a => a.Id)
            .Select(a => new { a.Id, a.Status }).ToListAsync(cancel);
        var at = all.FindIndex(a => a.Id == appointment.Id);
        return new(series, at + 1, all.Count, all.Skip(at + 1).Count(a => a.Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed),
            at > 0 ? all[at - 1].Id : null, at + 1 < all.Count ? all[at + 1].Id : null);
    }
}
