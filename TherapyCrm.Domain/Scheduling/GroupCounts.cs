using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Tells group sessions that were attended from those missed, and counts both in one reading.</summary>
public sealed class GroupCounts(CrmDbContext db)
{
    private (TimelineScope Scope, int Attended, int Missed)? last;

    /// <summary>How many there are of each within the scope.</summary>
    public async Task<(int Attended, int Missed)> OfAsync(TimelineScope scope, CancellationToken cancel)
    {
        if (last is { } known && known.Scope == scope) return (known.Attended, known.Missed);
        var states = await Own(db, scope).Where(IsAttended.Or(IsMissed)).GroupBy(p => p.Attendance == Attendance.Missed || p.Attendance == Attendance.Excused)
            .Select(g => new { Missed = g.Key, Count = g.Count() }).ToListAsync(cancel);
        last = (scope, states.Where(s => !s.Missed).Sum(s => s.Count), states.Where(s => s.Missed).Sum(s => s.Count));
        return (last.Value.Attended, last.Value.Missed);
    }

    /// <summary>The session took place, and the person was there.</summary>
    internal static readonly Expression<Func<AppointmentParticipant, bool>> IsAttended = p =>
        p.Appointment!.Status == AppointmentStatus.Completed && p.Attendance != Attendance.Missed && p.Attendance != Attendance.Excused;

    /// <summary>The person was not there, excused or not.</summary>
    internal static readonly Expression<Func<AppointmentParticipant, bool>> IsMissed = p =>
        p.Appointment!.Status != AppointmentStatus.Cancelled && (p.Attendance == Attendance.Missed || p.Attendance == Attendance.Excused);

    internal static IQueryable<AppointmentParticipant> Own(CrmDbContext db, TimelineScope scope) =>
        VisitLines.Within(scope.Seen(db.AppointmentParticipants.AsNoTracking(), Permission.ViewAppointments), scope);
}
