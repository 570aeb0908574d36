using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A plan in a list.</summary>
/// <param name="Goals">Goals in it, the discontinued apart.</param>
/// <param name="Mastered">How many of them are mastered.</param>
public sealed record PlanRow(long Id, string Title, string? Learner, string Author, LocalDate StartDate, LocalDate EndDate, LocalDate ReviewDate, PlanStatus Status, int Goals, int Mastered);

/// <summary>How far one person has come over all goals.</summary>
/// <param name="Learner">Null for the client.</param>
/// <param name="Improvement">Mean of the goals, percentage points.</param>
/// <param name="WeeklyRate">Mean of the goals, percentage points a week.</param>
public sealed record PersonProgress(string? Learner, int Goals, decimal? Improvement, decimal? WeeklyRate);

/// <summary>The treatment plans in one client's file.</summary>
/// <param name="Progress">Of everybody whose goals have figures, over all plans that were approved and not put away.</param>
/// <param name="MayWriteOfClient">True when a plan about the client may be begun.</param>
/// <param name="Learners">Those a plan may be begun about.</param>
public sealed record ClientPlanList(ClientHeading Head, PageOf<PlanRow> Plans, IReadOnlyList<PersonProgress> Progress, bool MayWriteOfClient, IReadOnlyList<Choice> Learners)
{
    /// <summary>True when the reader may begin a plan at all.</summary>
    public bool MayWrite => MayWriteOfClient || Learners.Count > 0;
}

/// <summary>Lists the treatment plans of a client and its learners that the reader may see: those in use first, then the newest.</summary>
public sealed class ClientPlans(CrmDbContext db, ClientKeys keys, ClientHead heads, ReadLog reads)
{
    /// <exception cref="NotFoundException">The client is out of sight.</exception>
    /// <exception cref="ForbiddenException">The client is in sight, its plans are not.</exception>
    public async Task<ClientPlanList> RunAsync(Actor actor, long clientId, int page = 1, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var head = await heads.RunAsync(actor, clientId, cancel: cancel);
        await MustSeeAsync(actor, clientId, cancel);
        var (visible, size, at) = (db.TreatmentPlans.AsNoTracking().Where(p => p.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClinical), 20, Math.Clamp(page, 1, 1_000_000));
        var total = await visible.CountAsync(cancel);
        var rows = await visible.OrderBy(p => p.Status == PlanStatus.Active || p.Status == PlanStatus.Review ? 0 : p.Status == PlanStatus.Draft ? 1 : p.Status == PlanStatus.Completed ? 2 : 3)
            .ThenByDescending(p => p.StartDate).ThenByDescending(p => p.Id).Skip((at - 1) * size).Take(size)
            .Select(p => new
            {
                Row = p,
                Author = db.Users.Where(u => u.Id == p.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(),
                Learner = db.Learners.Where(l => l.Id == p.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
                Goals = db.PlanGoals.Count(g => g.PlanId == p.Id && g.RemovedAt == null && g.Status != GoalStatus.Discontinued),
                Mastered = db.PlanGoals.Count(g => g.PlanId == p.Id && g.RemovedAt == null && g.Status == GoalStatus.Mastered),
            }).ToListAsync(cancel);
        await reads.OneAsync(actor, "plan.listed", null, clientId, cancel);
        var cipher = rows.Count == 0 ? null : await keys.OfAsync(clientId, cancel);
        return new(head, new(rows.ConvertAll(r => new PlanRow(
            r.Row.Id, cipher!.OpenValue<PlanText>(r.Row.Content, r.Row.Place).Title, r.Learner, r.Author, r.Row.StartDate, r.Row.EndDate, r.Row.ReviewDate, r.Row.Status, r.Goals, r.Mastered)), at, size, total), cipher is null ? [] : await ProgressAsync(actor, clientId, cipher, cancel),
            actor.May(Permission.WriteClinical) && await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.WriteClinical).AnyAsync(cancel), await WritableLearnersAsync(actor, clientId, cancel));
    }

    /// <summary>Whom a plan may be begun about, for its form.</summary>
    public async Task<(bool OfClient, IReadOnlyList<Choice> Learners)> WritableAsync(Actor actor, long clientId, CancellationToken cancel = default) =>
        (await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.WriteClinical).AnyAsync(cancel), await WritableLearnersAsync(actor, clientId, cancel));

    private async Task<IReadOnlyList<PersonProgress>> ProgressAsync(Actor actor, long clientId, ClientCipher cipher, CancellationToken cancel)
    {
        var plans = await db.TreatmentPlans.AsNoTracking().Where(p => p.ClientId == clientId && p.ApprovedAt != null && p.Status != PlanStatus.Archived).VisibleTo(db, actor, Permission.ViewClinical)
            .OrderByDescending(p => p.Id).Take(100).ToListAsync(cancel);
        if (plans.Count == 0) return [];
        var (ids, said) = (plans.ConvertAll(p => p.Id), await db.ProgressAsync(actor, cipher, plans, cancel));
        var goals = await db.PlanGoals.AsNoTracking().Where(g => ids.Contains(g.PlanId) && g.RemovedAt == null && g.Status != GoalStatus.Discontinued)
            .Select(g => new { Row = g, Learner = db.Learners.Where(l => l.Id == g.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault() }).ToListAsync(cancel);
        return [.. goals.Where(g => said[g.Row.Id].Any(p => p.Said.Shown is not null)).GroupBy(g => (g.Row.LearnerId, g.Learner)).OrderBy(g => g.Key.Learner).Select(person =>
        {
            var (improvement, rate) = ProgressFigures.Overall(person.Select(g => ProgressFigures.Of(cipher.OpenValue<GoalText>(g.Row.Content, g.Row.Place).BaselinePercent, said[g.Row.Id])));
            return new PersonProgress(person.Key.Learner, person.Count(), improvement, rate);
        })];
    }

    private async Task MustSeeAsync(Actor actor, long clientId, CancellationToken cancel)
    {
        if (!await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.ViewClinical).AnyAsync(cancel)
            && !await db.Learners.Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClinical).AnyAsync(cancel)) throw new ForbiddenException();
    }

    private async Task<IReadOnlyList<Choice>> WritableLearnersAsync(Actor actor, long clientId, CancellationToken cancel) => await db.Learners.AsNoTracking()
        .Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.WriteClinical).OrderBy(l => l.FirstName).ThenBy(l => l.Id).Take(50)
        .Select(l => new Choice(l.Id, l.FirstName + " " + l.LastName)).ToListAsync(cancel);
}
