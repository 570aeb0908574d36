using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Group sessions that the client or a learner attended, on the timeline.</summary>
public sealed class GroupVisitTimeline(CrmDbContext db, GroupCounts counts) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Visit;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 4;

    /// <inheritdoc/>
    public async Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => (await counts.OfAsync(scope, cancel)).Attended;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(GroupCounts.Own(db, scope).Where(GroupCounts.IsAttended), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));
}

/// <summary>Group sessions that the client or a learner missed, on the timeline.</summary>
public sealed class GroupAbsenceTimeline(CrmDbContext db, GroupCounts counts) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Absence;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewAppointments;

    /// <inheritdoc/>
    public int Rank => 5;

    /// <inheritdoc/>
    public async Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => (await counts.OfAsync(scope, cancel)).Missed;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel) =>
        (await VisitLines.ReadAsync(GroupCounts.Own(db, scope).Where(GroupCounts.IsMissed), TimelineScope.Behind(after, Rank), most, cancel)).ConvertAll(v => VisitLines.Row(v, Class, Rank));
}
