using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>An assessment in a list.</summary>
public sealed record AssessmentRow(long Id, LocalDate Date, AssessmentStatus Status, string? Learner, string Author, int Versions, AssessmentBody Body);

/// <summary>The assessments in one client's file.</summary>
/// <param name="Head">Whose file it is.</param>
/// <param name="MayWriteOfClient">True when an assessment of the client may be begun.</param>
/// <param name="Learners">Those of whom one may be begun.</param>
/// <param name="Instruments">What a new one may be answered with.</param>
public sealed record ClientAssessmentList(
    ClientHeading Head, PageOf<AssessmentRow> Assessments, IReadOnlyList<AssessmentTrend> Trends, bool MayWriteOfClient, IReadOnlyList<Choice> Learners, IReadOnlyList<Choice> Instruments)
{
    /// <summary>True when the reader may begin one at all.</summary>
    public bool MayWrite => MayWriteOfClient || Learners.Count > 0;
}

/// <summary>Lists the assessments of a client that the reader may see, newest first, with the rows they make.</summary>
public sealed class ClientAssessments(CrmDbContext db, ClientKeys keys, ClientHead heads, AssessmentTrends trends, ReadLog reads)
{
    /// <exception cref="NotFoundException">The client is out of sight.</exception>
    /// <exception cref="ForbiddenException">The client is in sight, its clinical text is not.</exception>
    public async Task<ClientAssessmentList> RunAsync(Actor actor, long clientId, int page = 1, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var head = await heads.RunAsync(actor, clientId, cancel: cancel);
        if (!await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.ViewClinical).AnyAsync(cancel)
            && !await db.Learners.Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClinical).AnyAsync(cancel)) throw new ForbiddenException();
        await reads.OneAsync(actor, "assessment.listed", null, clientId, cancel);
        var ofClient = actor.May(Permission.WriteClinical) && await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.WriteClinical).AnyAsync(cancel);
        var learners = await db.Learners.AsNoTracking().Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.WriteClinical).OrderBy(l => l.FirstName).ThenBy(l => l.Id)
            .Select(l => new Choice(l.Id, l.FirstName + " " + l.LastName)).Take(200).ToListAsync(cancel);
        var instruments = await db.AssessmentDefinitions.AsNoTracking().Where(d => d.IsActive).OrderBy(d => d.Name).ThenBy(d => d.Id).Select(d => new Choice(d.Id, d.Name)).Take(200).ToListAsync(cancel);
        return new(head, await PageAsync(actor, clientId, Math.Clamp(page, 1, 1_000_000), cancel), await trends.OfAsync(actor, clientId, cancel), ofClient, learners, instruments);
    }

    /// <summary>The newest that are linked to a plan.</summary>
    /// <exception cref="NotFoundException">The plan does not exist, or is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<AssessmentRow>> OfPlanAsync(Actor actor, long planId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var plan = await db.TreatmentPlans.AsNoTracking().GetAsync(db, actor, planId, Permission.ViewClinical, cancel);
        await reads.OneAsync(actor, "assessment.listed", null, plan.ClientId, cancel);
        return await RowsAsync(db.Assessments.AsNoTracking().Where(a => a.PlanId == planId && a.ClientId == plan.ClientId).VisibleTo(db, actor, Permission.ViewClinical), plan.ClientId, 0, 50, cancel);
    }

    private async Task<PageOf<AssessmentRow>> PageAsync(Actor actor, long clientId, int page, CancellationToken cancel)
    {
        const int size = 50;
        var visible = db.Assessments.AsNoTracking().Where(a => a.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClinical);
        return new(await RowsAsync(visible, clientId, (page - 1) * size, size, cancel), page, size, await visible.CountAsync(cancel));
    }

    private async Task<IReadOnlyList<AssessmentRow>> RowsAsync(IQueryable<Assessment> visible, long clientId, int skip, int take, CancellationToken cancel)
    {
        var rows = await visible.OrderByDescending(a => a.AssessedOn).ThenByDescending(a => a.Id).Skip(skip).Take(take).Select(a => new
        {
            Row = a,
            Version = db.AssessmentVersions.Where(v => v.AssessmentId == a.Id && v.Number == a.CurrentNumber).Select(v => new { v.SealId, v.Body }).FirstOrDefault(),
            Learner = db.Learners.Where(l => l.Id == a.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
            Author = db.Users.Where(u => u.Id == a.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(),
        }).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var cipher = await keys.OfAsync(clientId, cancel);
        return rows.ConvertAll(r => new AssessmentRow(r.Row.Id, r.Row.AssessedOn, r.Row.Status, r.Learner, r.Author, r.Row.CurrentNumber,
            r.Version is { } v ? cipher.OpenValue<AssessmentBody>(v.Body, AssessmentVersion.PlaceOf(v.SealId)) : cipher.OpenValue<AssessmentBody>(r.Row.Draft!, r.Row.DraftPlace)));
    }
}
