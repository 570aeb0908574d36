using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a visit says on a timeline.</summary>
internal sealed record VisitLine(
    long Id, long RowId, Instant At, LocalDateTime Start, int Minutes, string Title, string Therapist, string? Room, long? LearnerId, AppointmentStatus Status, decimal? NoticeHours, CancelledBy? CancelledBy,
    string? Reason, string? ReasonNotes, string? Notes, Attendance? Attendance);

/// <summary>Visits that took place, on the timeline: completed, or arrived and over.</summary>
public sealed class VisitTimeline(CrmDbContext db) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Visit;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 2;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Held(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(Held(scope), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));

    private IQueryable<Appointment> Held(TimelineScope scope)
    {
        var now = scope.Actor.Now;
        return VisitLines.Within(scope.Seen(db.Appointments.AsNoTracking(), Permission.ViewAppointments), scope).Where(a => !a.IsGroupSession || !a.Participants.Any(p => p.ClientId == a.ClientId))
            .Where(a => a.Status == AppointmentStatus.Completed || ((a.Status == AppointmentStatus.Scheduled || a.Status == AppointmentStatus.Confirmed) && a.ArrivedAt != null && now >= a.EndTime));
    }
}

/// <summary>Absences on the timeline: missed, or cancelled within the practice's window.</summary>
public sealed class AbsenceTimeline(CrmDbContext db, Settings settings) : ITimelineSource
{
    private int? window;

    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Absence;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 3;

    /// <inheritdoc/>
    public async Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => await Missed(scope, await WindowAsync(cancel)).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(Missed(scope, await WindowAsync(cancel)), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));

    private async Task<int> WindowAsync(CancellationToken cancel) => window ??= await settings.GetAsync(Setting.NoticeWindowHours, cancel);

    private IQueryable<Appointment> Missed(TimelineScope scope, decimal hours) =>
        VisitLines.Within(scope.Seen(db.Appointments.AsNoTracking(), Permission.ViewAppointments), scope).Where(a => !a.IsGroupSession || !a.Participants.Any(p => p.ClientId == a.ClientId))
            .Where(a => a.Status == AppointmentStatus.NoShow || (a.Status == AppointmentStatus.Cancelled && a.CancelledBy == CancelledBy.Client && a.NoticeHours < hours));
}
