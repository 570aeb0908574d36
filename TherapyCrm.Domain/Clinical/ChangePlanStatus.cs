using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Takes a plan into review, ends it, puts it away or takes it up again; with a reason once it was approved.</summary>
public sealed class ChangePlanStatus(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>Which, into what, and why.</summary>
    /// <param name="Version">The version that was on the screen.</param>
    public sealed record Request(long PlanId, int? Version, PlanStatus? Status, string? Reason);

    /// <returns>The plan; or why not.</returns>
    public async Task<Outcome<TreatmentPlan>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var plan = await db.TreatmentPlans.GetAsync(db, actor, request.PlanId, Permission.WriteClinical, cancel);
        if (plan.StaleSince(request.Version) is { } stale) return stale;
        if (request.Status is not { } status || !plan.Next.Contains(status)) return Problem.Invalid("Status", "Please choose what the plan should become.");
        if (TypedText.Check("Reason", request.Reason, 1000, required: plan.IsLocked).ToArray() is { Length: > 0 } problems) return problems;
        var cipher = await keys.OfAsync(plan.ClientId, cancel);
        var title = cipher.OpenValue<PlanText>(plan.Content, plan.Place).Title;
        db.Keep(actor, plan, PlanAct.StatusSet, new(title, PlanFields.Of(("Status", StoredText.Of(plan.Status))), PlanFields.Of(("Status", StoredText.Of(status))), request.Reason), cipher);
        plan.Status = status;
        db.Audit(actor, "plan.status_set", plan);
        return await db.SaveAsync(plan, cancel: cancel);
    }
}
