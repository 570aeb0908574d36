using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Assessments on the timeline, on the day they were answered; drafts for their author alone.</summary>
public sealed class AssessmentTimeline(CrmDbContext db) : ITimelineSource
{
    private sealed record Line(Assessment Assessment, string? By, AssessmentVersion? Version);

    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Assessment;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewClinical;

    /// <inheritdoc/>
    public int Rank => 9;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Seen(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel)
    {
        var clock = new NoteClock(scope.Zone);
        var assessments = Seen(scope);
        if (TimelineScope.Behind(after, Rank) is { } behind) assessments = Before(assessments, clock, behind);
        var lines = await (from a in assessments
                           join v in db.AssessmentVersions on new { AssessmentId = a.Id, Number = a.CurrentNumber } equals new { v.AssessmentId, v.Number } into versions
                           from v in versions.DefaultIfEmpty()
                           orderby a.AssessedOn descending, a.Id descending
                           select new Line(a, db.Users.Where(u => u.Id == a.AuthorId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(), v)).Take(most).ToListAsync(cancel);
        return lines.ConvertAll(l =>
        {
            var key = new TimelineKey(clock.Of(l.Assessment.AssessedOn.AtMidnight()), Rank, l.Assessment.Id);
            return new TimelineRow(key, cipher => Opened(key, l, cipher));
        });
    }

    private IQueryable<Assessment> Seen(TimelineScope scope)
    {
        var (me, clock) = (scope.Actor.UserId, new NoteClock(scope.Zone));
        var assessments = scope.Seen(db.Assessments.AsNoTracking(), Permission.ViewClinical).Where(a => a.DiscardedAt == null && (a.Status != AssessmentStatus.Draft || a.AuthorId == me));
        if (scope.From is { } from && clock.NotBefore(from).Date is var first) assessments = assessments.Where(a => a.AssessedOn >= first);
        return scope.Until is { } until ? Before(assessments, clock, (until, 0)) : assessments;
    }

    // All of a day stand at its midnight.
    private static IQueryable<Assessment> Before(IQueryable<Assessment> assessments, NoteClock clock, (Instant At, long Id) behind)
    {
        var bound = clock.NotBefore(behind.At);
        var (day, id) = bound.TimeOfDay > LocalTime.Midnight ? (bound.Date.PlusDays(1), 0) : (bound.Date, clock.Of(bound) == behind.At ? behind.Id : 0);
        return assessments.Where(a => a.AssessedOn <= day && (a.AssessedOn < day || a.Id < id));
    }

    private TimelineEntry Opened(TimelineKey key, Line line, ClientCipher? cipher)
    {
        var (row, body) = (line.Assessment, (AssessmentBody?)null);
        if (cipher is not null && row.Draft is { Length: > 0 } draft) body = cipher.OpenValue<AssessmentBody>(draft, row.DraftPlace);
        else if (cipher is not null && line.Version is { Body.Length: > 0 } version) body = cipher.OpenValue<AssessmentBody>(version.Body, version.Place);
        return new(key, Class, row.AssessedOn, null, body?.Name is { } name ? new Said("Assessment: {0}", name) : new Said("Assessment"), $"/assessments/{row.Id}")
        {
            By = line.By, LearnerId = row.LearnerId, Marks = row.Status == AssessmentStatus.Draft ? ["Draft"] : [],
            Lines = body is null ? [] :
            [
                .. body.Scores.Count > 0 ? [new TimelineLine(null, string.Join(", ", body.Scores.Select(s => $"{s.Name}: {s.Value}")))] : Array.Empty<TimelineLine>(),
                .. new[] { body.Summary, body.Recommendations }.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => new TimelineLine(null, t!)),
            ],
        };
    }
}
