using NodaTime;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Keeping;

/// <summary>One moment at which the practice was in contact with a client.</summary>
internal sealed record Contacted
{
    public required long ClientId { get; init; }
    public required Instant At { get; init; }

    /// <summary>
    /// Every contact there is on file with its moment. A source that comes later (communications, payments) joins here or below, and nowhere else. An appointment that
    /// nobody closed counts as held, and one to come as a contact to come: in doubt a file is kept.
    /// </summary>
    public static IQueryable<Contacted> All(CrmDbContext db) =>
        db.Appointments.Where(a => a.DeletedAt == null && a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow).Select(a => new Contacted { ClientId = a.ClientId, At = a.StartTime })
            .Concat(db.AppointmentParticipants.Where(p => p.Appointment!.DeletedAt == null && p.Appointment.Status != AppointmentStatus.Cancelled && p.Appointment.Status != AppointmentStatus.NoShow && p.Attendance != Attendance.Missed)
                .Select(p => new Contacted { ClientId = p.ClientId, At = p.Appointment!.StartTime }))
            .Concat(db.Documents.Where(d => d.ClientId != null).Select(d => new Contacted { ClientId = d.ClientId!.Value, At = d.UploadDate }));
}

/// <summary>A contact of which only the day is on file.</summary>
internal sealed record ContactedOn
{
    public required long ClientId { get; init; }
    public required LocalDate Day { get; init; }

    /// <summary>Notes, signed or not, unless they were thrown away.</summary>
    public static IQueryable<ContactedOn> All(CrmDbContext db) =>
        db.SessionNotes.Where(n => n.DiscardedAt == null).Select(n => new ContactedOn { ClientId = n.ClientId, Day = n.SessionDate })
            .Concat(db.ProcessNotes.Select(n => new ContactedOn { ClientId = n.ClientId, Day = n.Date }));
}
