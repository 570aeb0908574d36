using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>
/// Approves a plan as it was read, with password or passkey again: a draft becomes active and locked. It needs the right to co-sign; whether the author's own is enough is the practice's setting.
/// </summary>
public sealed class ApprovePlan(CrmDbContext db, ClientKeys keys, SignIn signIn, Settings settings) : IOperation
{
    /// <summary>Which, as it was read.</summary>
    /// <param name="Seen">The plan's <see cref="PlanView.Seen"/>.</param>
    public sealed record Request(long PlanId, int Seen, string? Comment, Proof Proof);

    /// <returns>The approved plan; or what is wrong.</returns>
    public async Task<Outcome<TreatmentPlan>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.CosignClinical);
        var plan = await db.TreatmentPlans.GetAsync(db, actor, request.PlanId, Permission.CosignClinical, cancel);
        if (await RefusalAsync(actor, plan, request, cancel) is { } refusal) return refusal;
        if (TypedText.Check("Comment", request.Comment, 4000).ToArray() is { Length: > 0 } problems) return problems;
        if (await signIn.ProofProblemAsync(actor, request.Proof, cancel) is { } wrong) return wrong;
        var cipher = await keys.OfAsync(plan.ClientId, cancel);
        var before = plan.Status;
        (plan.Status, plan.ApprovedAt, plan.ApprovedBy) = (PlanStatus.Active, actor.Now, actor.UserId);
        plan.ApprovalComment = TypedText.Kept(request.Comment) is { } comment ? cipher.Seal(comment, plan.CommentPlace) : null;
        var title = cipher.OpenValue<PlanText>(plan.Content, plan.Place).Title;
        db.Keep(actor, plan, PlanAct.Approved, new(title, PlanFields.Of(("Status", StoredText.Of(before))), PlanFields.Of(("Status", StoredText.Of(plan.Status))), request.Comment), cipher);
        db.Audit(actor, "plan.approved", plan);
        return await db.SaveAsync(plan, cancel: cancel);
    }

    private async Task<Problem?> RefusalAsync(Actor actor, TreatmentPlan plan, Request request, CancellationToken cancel)
    {
        if (plan.Status is PlanStatus.Completed or PlanStatus.Archived) return Problem.Conflict("", "Only a plan in use can be approved.");
        if (plan.AuthorId == actor.UserId && await settings.GetAsync(Setting.PlanNeedsAnother, cancel) == 1) return Problem.Conflict("", "In this practice somebody other than the author approves a plan.");
        if (!await db.PlanGoals.AnyAsync(g => g.PlanId == plan.Id && g.RemovedAt == null, cancel)) return Problem.Conflict("", "A plan needs a goal before it is approved.");
        return await SeenAsync(db, plan, cancel) == request.Seen ? null : new Problem("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };
    }

    /// <summary>A number that grows with every change of the plan and its parts, so that nobody approves what they have not read.</summary>
    internal static async Task<int> SeenAsync(CrmDbContext db, TreatmentPlan plan, CancellationToken cancel) => plan.Version
        + await db.PlanGoals.Where(g => g.PlanId == plan.Id).SumAsync(g => g.Version, cancel) + await db.PlanInterventions.Where(i => i.PlanId == plan.Id).SumAsync(i => i.Version, cancel);
}
