using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Takes an intervention out of a plan, or a goal out of one that was never approved; the row stays, and an approved plan keeps the old text.</summary>
public sealed class RemovePlanPart(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>Which, and why.</summary>
    /// <param name="Version">The version that was on the screen.</param>
    public sealed record Request(long PlanId, long PartId, int? Version, string? Reason);

    /// <returns>The goal; or why it stays.</returns>
    public async Task<Outcome<PlanGoal>> GoalAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var plan = await db.TreatmentPlans.GetAsync(db, actor, request.PlanId, Permission.WriteClinical, cancel);
        var goal = await db.PlanGoals.FirstOrDefaultAsync(g => g.Id == request.PartId && g.PlanId == plan.Id && g.RemovedAt == null, cancel) ?? throw new NotFoundException();
        if (plan.IsLocked) return Problem.Conflict("", "A goal of an approved plan is discontinued, not removed.");
        return await RemoveAsync(actor, plan, goal, request, "plan.goal_removed", _ => { }, cancel);
    }

    /// <returns>The intervention; or why it stays.</returns>
    public async Task<Outcome<PlanIntervention>> InterventionAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var plan = await db.TreatmentPlans.GetAsync(db, actor, request.PlanId, Permission.WriteClinical, cancel);
        var row = await db.PlanInterventions.FirstOrDefaultAsync(i => i.Id == request.PartId && i.PlanId == plan.Id && i.RemovedAt == null, cancel) ?? throw new NotFoundException();
        return await RemoveAsync(actor, plan, row, request, "plan.intervention_removed", cipher =>
        {
            var text = cipher.OpenValue<InterventionText>(row.Content, row.Place);
            db.Keep(actor, plan, PlanAct.Removed, new(text.Type, text.Fields([]), [], request.Reason), cipher, row);
        }, cancel);
    }

    private async Task<Outcome<T>> RemoveAsync<T>(Actor actor, TreatmentPlan plan, T part, Request request, string action, Action<ClientCipher> keep, CancellationToken cancel) where T : PlanPart
    {
        if (part.StaleSince(request.Version) is { } stale) return stale;
        if (plan.CheckChange(request.Reason).ToArray() is { Length: > 0 } problems) return problems;
        keep(await keys.OfAsync(plan.ClientId, cancel));
        part.RemovedAt = actor.Now;
        db.Audit(actor, action, part);
        return await db.SaveAsync(part, cancel: cancel);
    }
}
