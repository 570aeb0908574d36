using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Adds a goal to a plan or changes it; in an approved plan the old text is kept with the reason.</summary>
public sealed class SaveGoal(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>What it should say; without an id a new goal.</summary>
    /// <param name="Version">The version that the editor had read.</param>
    public sealed record Request(long PlanId, long? GoalId, int? Version, GoalText Text, GoalStatus Status, string? Reason);

    /// <returns>The goal; or what is wrong.</returns>
    /// <exception cref="NotFoundException">Plan or goal do not exist, or are out of the actor's sight.</exception>
    public async Task<Outcome<PlanGoal>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        if (request.GoalId is null && await db.DoneBeforeAsync(actor, nameof(PlanGoal), cancel) is { } done) return await db.PlanGoals.SingleAsync(g => g.Id == done, cancel);
        var plan = await db.TreatmentPlans.GetAsync(db, actor, request.PlanId, Permission.WriteClinical, cancel);
        var goal = request.GoalId is { } id ? await db.PlanGoals.FirstOrDefaultAsync(g => g.Id == id && g.PlanId == plan.Id && g.RemovedAt == null, cancel) ?? throw new NotFoundException() : null;
        if (goal?.StaleSince(request.Version) is { } stale) return stale;
        if ((Problem[])[.. request.Text.Check(), .. plan.CheckChange(request.Reason)] is { Length: > 0 } problems) return problems;
        if (goal is null && await db.PlanGoals.CountAsync(g => g.PlanId == plan.Id && g.RemovedAt == null, cancel) >= TreatmentPlan.MostParts) return Problem.Conflict("", "A plan holds at most {0} of these.", TreatmentPlan.MostParts);
        return await SaveAsync(actor, plan, goal, request, await keys.OfAsync(plan.ClientId, cancel), cancel);
    }

    private async Task<Outcome<PlanGoal>> SaveAsync(Actor actor, TreatmentPlan plan, PlanGoal? known, Request request, ClientCipher cipher, CancellationToken cancel)
    {
        var before = known is null ? [] : cipher.OpenValue<GoalText>(known.Content, known.Place).Fields(known.Status);
        var text = request.Text.Kept();
        var after = text.Fields(request.Status);
        if (known is not null && before.SequenceEqual(after)) return known;
        var goal = known ?? db.Add(new PlanGoal { Plan = plan, ClientId = plan.ClientId, LearnerId = plan.LearnerId, Content = [] }).Entity;
        (goal.Content, goal.Status) = (cipher.SealValue(text, goal.Place), request.Status);
        db.Keep(actor, plan, known is null ? PlanAct.Added : PlanAct.Changed, new(PlanChanges.Short(text.Description), before, after, request.Reason), cipher, goal);
        db.Audit(actor, known is null ? "plan.goal_added" : "plan.goal_edited", goal);
        if (known is null) db.Answers(goal);
        return await db.SaveAsync(goal, cancel: cancel);
    }
}
