using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Group sessions that the client or a learner attended, on the timeline.</summary>
public sealed class GroupVisitTimeline(CrmDbContext db) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Visit;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 4;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Attended(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(Attended(scope), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));

    private IQueryable<AppointmentParticipant> Attended(TimelineScope scope) => VisitLines.Within(scope.Seen(db.AppointmentParticipants.AsNoTracking(), Permission.ViewAppointments), scope)
        .Where(p => p.Appointment!.Status == AppointmentStatus.Completed && p.Attendance != Attendance.Missed && p.Attendance != Attendance.Excused);
}

/// <summary>Group sessions that the client or a learner missed, on the timeline.</summary>
public sealed class GroupAbsenceTimeline(CrmDbContext db) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Absence;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 5;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Missed(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(Missed(scope), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));

    private IQueryable<AppointmentParticipant> Missed(TimelineScope scope) => VisitLines.Within(scope.Seen(db.AppointmentParticipants.AsNoTracking(), Permission.ViewAppointments), scope)
        .Where(p => p.Appointment!.Status != AppointmentStatus.Cancelled && (p.Attendance == Attendance.Missed || p.Attendance == Attendance.Excused));
}
