using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>An assessment as it was finished or corrected.</summary>
public sealed record AssessmentVersionView(int Number, string By, Instant At, AssessmentBody Body);

/// <summary>An assessment as its readers see it.</summary>
/// <param name="Instrument">What was answered; null when it was recorded by hand.</param>
/// <param name="Versions">Newest first; empty for a draft.</param>
/// <param name="Body">What it says now, a draft's too.</param>
/// <param name="Plans">What it may be linked to, for who is about to write; or just the plan it is linked to.</param>
/// <param name="Trend">The row it stands in; null for drafts and what was recorded by hand.</param>
public sealed record AssessmentView(
    ClientHeading Head, Assessment Assessment, string? Learner, string Author, Instrument? Instrument, IReadOnlyList<AssessmentVersionView> Versions, AssessmentBody Body, AssessmentTrend? Trend, bool MayWrite,
    IReadOnlyList<Choice> Plans)
{
    /// <summary>This one in its row.</summary>
    public TrendPoint? Point => Trend?.Points.FirstOrDefault(p => p.AssessmentId == Assessment.Id);
}

/// <summary>Opens an assessment with all its versions; the look is on file before it is shown.</summary>
public sealed class AssessmentPage(CrmDbContext db, ClientKeys keys, ClientHead heads, AssessmentTrends trends, ReadLog reads)
{
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public async Task<AssessmentView> RunAsync(Actor actor, long assessmentId, Permission permission = Permission.ViewClinical, CancellationToken cancel = default)
    {
        actor.MustHave(permission);
        var assessment = await db.Assessments.AsNoTracking().GetAsync(db, actor, assessmentId, permission, cancel);
        await reads.OneAsync(actor, "assessment.read", assessment.Id, assessment.ClientId, cancel);
        var head = await heads.RunAsync(actor, assessment.ClientId, cancel: cancel);
        var versions = await VersionsAsync(assessment, cancel);
        var cipher = await keys.OfAsync(assessment.ClientId, cancel);
        var body = versions.Count > 0 ? versions[0].Body : cipher.OpenValue<AssessmentBody>(assessment.Draft!, assessment.DraftPlace);
        var trend = versions.Count > 0 && body.DefinitionId is not null
            ? (await trends.OfAsync(actor, assessment.ClientId, cancel)).FirstOrDefault(t => t.Points.Any(p => p.AssessmentId == assessment.Id)) : null;
        return new(
            head, assessment, await db.Learners.Where(l => l.Id == assessment.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefaultAsync(cancel),
            await db.Users.Where(u => u.Id == assessment.AuthorId).Select(u => u.FirstName + " " + u.LastName).FirstAsync(cancel),
            await db.InstrumentAsync(body, cancel), versions, body, trend,
            actor.May(Permission.WriteClinical) && await db.Assessments.Where(a => a.Id == assessment.Id).VisibleTo(db, actor, Permission.WriteClinical).AnyAsync(cancel),
            permission == Permission.WriteClinical || assessment.PlanId is not null ? await db.PlansAsync(assessment, cipher, permission == Permission.WriteClinical ? null : assessment.PlanId, cancel) : []);
    }

    private async Task<List<AssessmentVersionView>> VersionsAsync(Assessment assessment, CancellationToken cancel)
    {
        var rows = await (from v in db.AssessmentVersions.AsNoTracking()
                          join u in db.Users on v.SavedBy equals u.Id
                          where v.AssessmentId == assessment.Id
                          orderby v.Number descending
                          select new { Row = v, By = u.FirstName + " " + u.LastName }).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var cipher = await keys.OfAsync(assessment.ClientId, cancel);
        return rows.ConvertAll(r => new AssessmentVersionView(r.Row.Number, r.By, r.Row.SavedAt, cipher.OpenValue<AssessmentBody>(r.Row.Body, r.Row.Place)));
    }
}
