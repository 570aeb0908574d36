using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a visit says on a timeline.</summary>
internal sealed record VisitLine(
    long Id, long RowId, Instant At, LocalDateTime Start, int Minutes, string Title, string Therapist, string? Room, long? LearnerId, AppointmentStatus Status, decimal? NoticeHours, CancelledBy? CancelledBy,
    string? Reason, string? ReasonNotes, string? Notes, Attendance? Attendance);

/// <summary>Visits that took place, on the timeline: completed, or arrived and over.</summary>
public sealed class VisitTimeline(CrmDbContext db, VisitCounts counts) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Visit;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 2;

    /// <inheritdoc/>
    public async Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => (await counts.OfAsync(scope, cancel)).Held;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(VisitCounts.Own(db, scope).Where(VisitCounts.IsHeld(scope.Actor.Now)), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));
}

/// <summary>Absences on the timeline: missed, or cancelled within the practice's window.</summary>
public sealed class AbsenceTimeline(CrmDbContext db, VisitCounts counts) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Absence;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 3;

    /// <inheritdoc/>
    public async Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => (await counts.OfAsync(scope, cancel)).Missed;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(VisitCounts.Own(db, scope).Where(VisitCounts.IsMissed(await counts.WindowAsync(cancel))), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));
}
