using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>One finished assessment in its row of others.</summary>
/// <param name="SinceFirst">Null for the first with a score.</param>
/// <param name="SincePrevious">Null for the first with a score.</param>
public sealed record TrendPoint(long AssessmentId, LocalDate Date, AssessmentScore Score, ReliableChange? SinceFirst, ReliableChange? SincePrevious, bool IsResponse);

/// <summary>All assessments of one person with one instrument, oldest first.</summary>
/// <param name="LearnerId">Null for the client.</param>
public sealed record AssessmentTrend(long DefinitionId, string Name, long? LearnerId, string? Learner, Instrument Instrument, IReadOnlyList<TrendPoint> Points)
{
    /// <summary>The newest in which the item that speaks of risk was answered, when it speaks of risk.</summary>
    public TrendPoint? AtRisk => Points.LastOrDefault(p => !p.Score.RiskUnanswered) is { Score.IsAtRisk: true } last ? last : null;

    /// <summary>Marks each score against the first and the previous one.</summary>
    public static IReadOnlyList<TrendPoint> Mark(Instrument instrument, IEnumerable<(long Id, LocalDate Date, AssessmentScore Score)> oldestFirst)
    {
        var points = new List<TrendPoint>();
        int? first = null, previous = null;
        foreach (var (id, date, score) in oldestFirst)
        {
            var isLater = score.Total is not null && first is not null;
            points.Add(new(id, date, score, isLater ? Scoring.Change(instrument, first!.Value, score.Total!.Value) : null, isLater ? Scoring.Change(instrument, previous!.Value, score.Total!.Value) : null,
                isLater && Scoring.IsResponse(instrument, first!.Value, score.Total!.Value)));
            if (score.Total is { } total) (first, previous) = (first ?? total, total);
        }
        return points;
    }
}

/// <summary>Lays a client's finished assessments into rows, one for each person and instrument; the caller has put the look on file.</summary>
public sealed class AssessmentTrends(CrmDbContext db, ClientKeys keys)
{
    private const int Newest = 500;

    /// <summary>The rows the actor may see.</summary>
    public async Task<IReadOnlyList<AssessmentTrend>> OfAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        var rows = await (from a in db.Assessments.AsNoTracking().Where(a => a.ClientId == clientId && a.Status == AssessmentStatus.Finished).VisibleTo(db, actor, Permission.ViewClinical)
                          join v in db.AssessmentVersions.AsNoTracking() on new { AssessmentId = a.Id, Number = a.CurrentNumber } equals new { v.AssessmentId, v.Number }
                          orderby a.AssessedOn descending, a.Id descending
                          select new { a.Id, a.AssessedOn, a.LearnerId, Learner = db.Learners.Where(l => l.Id == a.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(), Version = v }).Take(Newest).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var cipher = await keys.OfAsync(clientId, cancel);
        var read = rows.ConvertAll(r => (Row: r, Body: cipher.OpenValue<AssessmentBody>(r.Version.Body, r.Version.Place))).Where(r => r.Body is { DefinitionId: not null, Score: not null }).Reverse().ToList();
        var used = read.Select(r => r.Body.DefinitionId!.Value).Distinct().ToList();
        var versions = await db.AssessmentDefinitionVersions.AsNoTracking().Where(v => used.Contains(v.DefinitionId)).Select(v => new { v.DefinitionId, v.Number, v.ComparableSince, v.Content, v.Definition.Name }).ToListAsync(cancel);
        return [.. read.Select(r => (r.Row, r.Body, Of: versions.Single(v => v.DefinitionId == r.Body.DefinitionId && v.Number == r.Body.DefinitionNumber)))
            .GroupBy(r => (r.Row.LearnerId, r.Of.DefinitionId, r.Of.ComparableSince))
            .Select(g => (Rows: g, Last: g.Last(), Instrument: Instrument.Of(g.Last().Of.Content)))
            .OrderBy(g => g.Last.Row.LearnerId).ThenBy(g => g.Last.Of.Name, StringComparer.CurrentCulture).ThenBy(g => g.Last.Of.Number)
            .Select(g => new AssessmentTrend(g.Last.Of.DefinitionId, g.Last.Of.Name, g.Last.Row.LearnerId, g.Last.Row.Learner, g.Instrument,
                AssessmentTrend.Mark(g.Instrument, g.Rows.Select(r => (r.Row.Id, r.Row.AssessedOn, r.Body.Score!)))))];
    }
}
