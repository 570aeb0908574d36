using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Assessments on the timeline, at the beginning of the day they were answered; drafts for their author alone.</summary>
public sealed class AssessmentTimeline(CrmDbContext db) : ITimelineSource
{
    private sealed record Line(long Id, LocalDate Day, long? LearnerId, AssessmentStatus Status, int Number, string? By, Guid DraftSeal, byte[]? Draft, Guid? Seal, byte[]? Body);

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
        var assessments = Seen(scope);
        if (TimelineScope.Behind(after, Rank) is var (at, id))
        {
            var day = NotBefore(at, scope.Zone);
            var last = Zones.StartOfDay(day, scope.Zone) == at ? id : 0;
            assessments = assessments.Where(a => a.AssessedOn <= day && (a.AssessedOn < day || a.Id < last));
        }
        var lines = await (from a in assessments
                           join v in db.AssessmentVersions on new { AssessmentId = a.Id, Number = a.CurrentNumber } equals new { v.AssessmentId, v.Number } into versions
                           from v in versions.DefaultIfEmpty()
                           orderby a.AssessedOn descending, a.Id descending
                           select new Line(
                               a.Id, a.AssessedOn, a.LearnerId, a.Status, a.CurrentNumber, db.Users.Where(u => u.Id == a.AuthorId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(), a.SealId, a.Draft,
                               (Guid?)v.SealId, v!.Body)).Take(most).ToListAsync(cancel);
        return lines.ConvertAll(l =>
        {
            var key = new TimelineKey(Zones.StartOfDay(l.Day, scope.Zone), Rank, l.Id);
            return new TimelineRow(key, cipher => Opened(key, l, cipher));
        });
    }

    private IQueryable<Assessment> Seen(TimelineScope scope)
    {
        var me = scope.Actor.UserId;
        var assessments = scope.Seen(db.Assessments.AsNoTracking(), Permission.ViewClinical).Where(a => a.DiscardedAt == null && (a.Status != AssessmentStatus.Draft || a.AuthorId == me));
        if (scope.From is { } from && NotBefore(from, scope.Zone) is var first) assessments = assessments.Where(a => a.AssessedOn >= first);
        return scope.Until is { } until && NotBefore(until, scope.Zone) is var end ? assessments.Where(a => a.AssessedOn < end) : assessments;
    }

    // The first day that begins at the moment or after it. Around a change of the clocks at midnight a moment may show the day before one that has begun.
    private static LocalDate NotBefore(Instant at, string zone)
    {
        var (first, last) = (new LocalDate(1, 1, 1), LocalDate.MaxIsoValue);
        if (at <= Zones.StartOfDay(first, zone)) return first;
        if (at >= Zones.StartOfDay(last, zone)) return last;
        var day = LocalDate.Max(first, Zones.ToLocal(at, zone).Date.PlusDays(-1));
        while (Zones.StartOfDay(day, zone) < at) day = day.PlusDays(1);
        return day;
    }

    private TimelineEntry Opened(TimelineKey key, Line row, ClientCipher? cipher)
    {
        var body = (AssessmentBody?)null;
        if (cipher is not null && row is { Body: { Length: > 0 } closed, Seal: { } seal }) body = cipher.OpenValue<AssessmentBody>(closed, AssessmentVersion.PlaceOf(seal));
        else if (cipher is not null && row.Draft is { Length: > 0 } draft) body = cipher.OpenValue<AssessmentBody>(draft, Assessment.DraftPlaceOf(row.DraftSeal));
        return new(key, Class, row.Day, null, body?.Name is { } name ? new Said("Assessment: {0}", name) : new Said("Assessment"), $"/assessments/{row.Id}")
        {
            By = row.By, LearnerId = row.LearnerId, Marks = [.. Marks(row, body)], Lines = body is null ? [] : [.. Lines(row, body)],
        };
    }

    private static IEnumerable<string> Marks(Line row, AssessmentBody? body)
    {
        yield return row.Status == AssessmentStatus.Draft ? "Draft" : row.Number > 1 ? "Finished, corrected" : "Finished";
        if (body?.Score is { IsAtRisk: true }) yield return "Risk flag";
    }

    private static IEnumerable<TimelineLine> Lines(Line row, AssessmentBody body)
    {
        if (body.Score is { } score) yield return new("Score", $"{score.Total}") { Word = score.Total is null ? "No score" : score.Band };
        foreach (var found in body.Scores) yield return new(null, $"{found.Name}: {found.Value}");
        foreach (var (label, text) in new[] { ("Summary", body.Summary), ("Recommendations", body.Recommendations), ("Evaluator", body.Evaluator == row.By ? null : body.Evaluator) })
            if (!string.IsNullOrEmpty(text)) yield return new(label, text);
    }
}
