using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A visit near now.</summary>
public sealed record NearVisit(long Id, LocalDateTime Start, Instant At);

/// <summary>When a client was here last and comes next, alone or in a group; only of visits in the reader's sight.</summary>
public sealed class VisitsAround(CrmDbContext db)
{
    /// <summary>Both; null where there is none, or none in sight.</summary>
    public async Task<(NearVisit? Last, NearVisit? Next)> OfAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        if (!actor.May(Permission.ViewAppointments)) return (null, null);
        var now = actor.Now;
        var own = db.Appointments.Where(a => a.ClientId == clientId && a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow).VisibleTo(db, actor, Permission.ViewAppointments);
        var inGroup = db.AppointmentParticipants.Where(p => p.ClientId == clientId && p.Attendance != Attendance.Missed && p.Attendance != Attendance.Excused
                && p.Appointment!.DeletedAt == null && p.Appointment.Status != AppointmentStatus.Cancelled).VisibleTo(db, actor, Permission.ViewAppointments)
            .Select(p => new NearVisit(p.AppointmentId, p.Appointment!.LocalStart, p.Appointment.StartTime));
        var (lastOwn, nextOwn) = (
            await own.Where(a => a.EndTime <= now).OrderByDescending(a => a.StartTime).ThenByDescending(a => a.Id).Select(a => new NearVisit(a.Id, a.LocalStart, a.StartTime)).FirstOrDefaultAsync(cancel),
            await own.Where(a => a.StartTime > now).OrderBy(a => a.StartTime).ThenBy(a => a.Id).Select(a => new NearVisit(a.Id, a.LocalStart, a.StartTime)).FirstOrDefaultAsync(cancel));
        var groups = await inGroup.ToListAsync(cancel);
        return (
            groups.Where(v => v.At <= now).Append(lastOwn).OfType<NearVisit>().MaxBy(v => v.At),
            groups.Where(v => v.At > now).Append(nextOwn).OfType<NearVisit>().MinBy(v => v.At));
    }
}
