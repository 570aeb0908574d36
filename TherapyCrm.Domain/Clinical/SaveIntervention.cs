using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Adds an intervention to a plan or changes it, with the goals it serves; in an approved plan the old text is kept with the reason.</summary>
public sealed class SaveIntervention(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>What it should say; without an id a new intervention.</summary>
    /// <param name="Version">The version that the editor had read.</param>
    public sealed record Request(long PlanId, long? InterventionId, int? Version, InterventionText Text, string? Reason);

    /// <returns>The intervention; or what is wrong.</returns>
    /// <exception cref="NotFoundException">Plan or intervention do not exist, or are out of the actor's sight.</exception>
    public async Task<Outcome<PlanIntervention>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        if (request.InterventionId is null && await db.DoneBeforeAsync(actor, nameof(PlanIntervention), cancel) is { } done) return await db.PlanInterventions.SingleAsync(i => i.Id == done, cancel);
        var plan = await db.TreatmentPlans.GetAsync(db, actor, request.PlanId, Permission.WriteClinical, cancel);
        var known = request.InterventionId is { } id ? await db.PlanInterventions.FirstOrDefaultAsync(i => i.Id == id && i.PlanId == plan.Id && i.RemovedAt == null, cancel) ?? throw new NotFoundException() : null;
        if (known?.StaleSince(request.Version) is { } stale) return stale;
        if ((Problem[])[.. request.Text.Check(), .. plan.CheckChange(request.Reason)] is { Length: > 0 } problems) return problems;
        if (known is null && await db.PlanInterventions.CountAsync(i => i.PlanId == plan.Id && i.RemovedAt == null, cancel) >= TreatmentPlan.MostParts) return Problem.Conflict("", "A plan holds at most {0} of these.", TreatmentPlan.MostParts);
        var cipher = await keys.OfAsync(plan.ClientId, cancel);
        var goals = (await db.PlanGoals.AsNoTracking().Where(g => g.PlanId == plan.Id).ToListAsync(cancel)).ToDictionary(g => g.Id, g => PlanChanges.Short(cipher.OpenValue<GoalText>(g.Content, g.Place).Description));
        if (request.Text.GoalIds.Any(g => !goals.ContainsKey(g))) return Problem.Invalid("GoalIds", "This goal is not part of the plan.");
        return await SaveAsync(actor, plan, known, request, cipher, goals, cancel);
    }

    private async Task<Outcome<PlanIntervention>> SaveAsync(Actor actor, TreatmentPlan plan, PlanIntervention? known, Request request, ClientCipher cipher, Dictionary<long, string> goals, CancellationToken cancel)
    {
        var text = request.Text.Kept();
        var (before, after) = (known is null ? [] : Fields(cipher.OpenValue<InterventionText>(known.Content, known.Place)), Fields(text));
        if (known is not null && before.SequenceEqual(after)) return known;
        var row = known ?? db.Add(new PlanIntervention { Plan = plan, ClientId = plan.ClientId, LearnerId = plan.LearnerId, Content = [] }).Entity;
        row.Content = cipher.SealValue(text, row.Place);
        db.Keep(actor, plan, known is null ? PlanAct.Added : PlanAct.Changed, new(text.Type, before, after, request.Reason), cipher, row);
        db.Audit(actor, known is null ? "plan.intervention_added" : "plan.intervention_edited", row);
        if (known is null) db.Answers(row);
        return await db.SaveAsync(row, cancel: cancel);

        IReadOnlyList<PlanField> Fields(InterventionText of) => of.Fields(of.GoalIds.Select(g => goals.GetValueOrDefault(g, "")));
    }
}
