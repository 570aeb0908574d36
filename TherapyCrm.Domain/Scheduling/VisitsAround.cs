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
        var own = visits.Where(a => a.Status != AppointmentStatus.Cancelled && a.Status != AppointmentStatus.NoShow)
            .Select(a => new { a.Id, a.LocalStart, a.StartTime, a.EndTime });
        var inGroup = parts.Where(p => p.Attendance != Attendance.Missed && p.Attendance != Attendance.Excused && p.Appointment!.DeletedAt == null && p.Appointment.Status != AppointmentStatus.Cancelled)
            .Select(p => new { Id = p.AppointmentId, p.Appointment!.LocalStart, p.Appointment.StartTime, p.Appointment.EndTime });
        var near = await own.Where(v => v.EndTime <= now).OrderByDescending(v => v.StartTime).ThenByDescending(v => v.Id).Take(1)
            .Concat(own.Where(v => v.StartTime > now).OrderBy(v => v.StartTime).ThenBy(v => v.Id).Take(1))
            .Select(v => new NearVisit(v.Id, v.LocalStart, v.StartTime)).ToListAsync(cancel);
        // Most clients are in no group.
        if (await parts.AnyAsync(cancel))
            near.AddRange(await inGroup.Where(v => v.StartTime <= now).OrderByDescending(v => v.StartTime).ThenByDescending(v => v.Id).Take(1)
                .Concat(inGroup.Where(v => v.StartTime > now).OrderBy(v => v.StartTime).ThenBy(v => v.Id).Take(1))
                .Select(v => new NearVisit(v.Id, v.LocalStart, v.StartTime)).ToListAsync(cancel));
        return (near.Where(v => v.At <= now).MaxBy(v => v.At), near.Where(v => v.At > now).MinBy(v => v.At));
    }
}
