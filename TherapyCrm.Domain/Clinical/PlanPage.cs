using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A goal as it is read.</summary>
/// <param name="Points">What signed notes say about it, oldest first.</param>
public sealed record GoalView(PlanGoal Row, GoalText Text, IReadOnlyList<ProgressPoint> Points)
{
    /// <summary>How far it has come.</summary>
    public ProgressFigures Figures => ProgressFigures.Of(Text.BaselinePercent, Points);

    /// <summary>The goal in one line.</summary>
    public string Short => PlanChanges.Short(Text.Description);
}

/// <summary>An intervention as it is read.</summary>
/// <param name="Goals">The goals it serves, in one line each.</param>
public sealed record InterventionView(PlanIntervention Row, InterventionText Text, IReadOnlyList<string> Goals);

/// <summary>A treatment plan as it is read.</summary>
/// <param name="IsChangedSince">True when something in it was changed after the approval.</param>
/// <param name="Seen">Grows with every change; an approval says which it has read.</param>
/// <param name="WhyNotApprove">Why the reader, who may otherwise approve, may not approve this one.</param>
public sealed record PlanView(
    ClientHeading Head, TreatmentPlan Plan, PlanText Text, string? Learner, string Author, string? ApprovedBy, string? ApprovalComment, IReadOnlyList<GoalView> Goals, IReadOnlyList<InterventionView> Interventions,
    bool IsChangedSince, int Changes, int Seen, bool MayWrite, bool MayApprove, string? WhyNotApprove)
{
    /// <summary>The mean of its goals, the discontinued apart.</summary>
    public (decimal? Improvement, decimal? WeeklyRate) Overall => ProgressFigures.Overall(Goals.Where(g => g.Row.Status != GoalStatus.Discontinued).Select(g => g.Figures));
}

/// <summary>Opens a treatment plan with its goals and interventions; the look is on file before it is shown.</summary>
public sealed class PlanPage(CrmDbContext db, ClientKeys keys, ClientHead heads, ReadLog reads, Settings settings)
{
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public async Task<PlanView> RunAsync(Actor actor, long planId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var plan = await db.TreatmentPlans.AsNoTracking().GetAsync(db, actor, planId, Permission.ViewClinical, cancel);
        await reads.OneAsync(actor, "plan.read", plan.Id, plan.ClientId, cancel);
        var (head, cipher) = (await heads.RunAsync(actor, plan.ClientId, cancel: cancel), await keys.OfAsync(plan.ClientId, cancel));
        var goals = await GoalsAsync(actor, plan, cipher, cancel);
        return new(
            head, plan, cipher.OpenValue<PlanText>(plan.Content, plan.Place), await LearnerAsync(plan, cancel), await NameAsync(plan.AuthorId, cancel) ?? "", await NameAsync(plan.ApprovedBy, cancel),
            plan.ApprovalComment is { } comment ? cipher.Open(comment, plan.CommentPlace) : null, [.. goals.Where(g => g.Row.RemovedAt is null)], await InterventionsAsync(plan, cipher, goals, cancel),
            await db.PlanRevisions.AnyAsync(r => r.PlanId == plan.Id && r.Act != PlanAct.StatusSet && r.Id > db.PlanRevisions.Where(a => a.PlanId == plan.Id && a.Act == PlanAct.Approved).Max(a => (long?)a.Id), cancel),
            await db.PlanRevisions.CountAsync(r => r.PlanId == plan.Id, cancel), await ApprovePlan.SeenAsync(db, plan, cancel),
            await db.MayAsync(actor, plan.Id, Permission.WriteClinical, cancel), await db.MayAsync(actor, plan.Id, Permission.CosignClinical, cancel), await WhyNotAsync(actor, plan, cancel));
    }

    private async Task<string?> WhyNotAsync(Actor actor, TreatmentPlan plan, CancellationToken cancel) =>
        plan.AuthorId == actor.UserId && await settings.GetAsync(Setting.PlanNeedsAnother, cancel) == 1 ? "In this practice somebody other than the author approves a plan." : null;

    private async Task<List<GoalView>> GoalsAsync(Actor actor, TreatmentPlan plan, ClientCipher cipher, CancellationToken cancel)
    {
        var said = await db.ProgressAsync(actor, cipher, [plan], cancel);
        return (await db.PlanGoals.AsNoTracking().Where(g => g.PlanId == plan.Id).OrderBy(g => g.Id).ToListAsync(cancel))
            .ConvertAll(g => new GoalView(g, cipher.OpenValue<GoalText>(g.Content, g.Place), [.. said[g.Id]]));
    }

    private async Task<List<InterventionView>> InterventionsAsync(TreatmentPlan plan, ClientCipher cipher, List<GoalView> goals, CancellationToken cancel)
    {
        var rows = await db.PlanInterventions.AsNoTracking().Where(i => i.PlanId == plan.Id && i.RemovedAt == null).OrderBy(i => i.Id).ToListAsync(cancel);
        var words = goals.Where(g => g.Row.RemovedAt is null).ToDictionary(g => g.Row.Id, g => g.Short);
        return rows.ConvertAll(i =>
        {
            var text = cipher.OpenValue<InterventionText>(i.Content, i.Place);
            return new InterventionView(i, text, [.. text.GoalIds.Where(words.ContainsKey).Select(g => words[g])]);
        });
    }

    private Task<string?> NameAsync(long? userId, CancellationToken cancel) => db.Users.Where(u => u.Id == userId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel);

    private Task<string?> LearnerAsync(TreatmentPlan plan, CancellationToken cancel) => db.Learners.Where(l => l.Id == plan.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefaultAsync(cancel);
}
