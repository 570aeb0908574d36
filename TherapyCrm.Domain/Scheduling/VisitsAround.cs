using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
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
        return await OfAsync(
            db.Appointments.Where(a => a.ClientId == clientId).VisibleTo(db, actor, Permission.ViewAppointments),
            db.AppointmentParticipants.Where(p => p.ClientId == clientId).VisibleTo(db, actor, Permission.ViewAppointments), actor.Now, cancel);
    }

    /// <summary>Both, of what the reader of a timeline sees.</summary>
    public Task<(NearVisit? Last, NearVisit? Next)> OfAsync(TimelineScope scope, CancellationToken cancel = default) => OfAsync(
        scope.SeenOfAll(db.Appointments, Permission.ViewAppointments), scope.SeenOfAll(db.AppointmentParticipants, Permission.ViewAppointments), scope.Actor.Now, cancel);

    private static async Task<(NearVisit? Last, NearVisit? Next)> OfAsync(IQueryable<Appointment> visits, IQueryable<AppointmentParticipant> parts, Instant now, CancellationToken cancel)
    {
        var own = visits.Where(a => a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow);
        var inGroup = parts.Where(p => p.Attendance != Attendance.Missed && p.Attendance != Attendance.Excused
                && p.Appointment!.DeletedAt == null && p.Appointment.Status != AppointmentStatus.Cancelled)
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
