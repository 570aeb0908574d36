using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>Adds an intervention to a plan, changes it, or takes it out.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class InterventionPage(SaveIntervention saveIntervention, RemovePlanPart removePart, PlanPage planPage, ChoiceLists lists, CurrentActor current, Words words)
    : PlanPartPage<InterventionForm>(planPage, lists, current)
{
    [FromRoute] public long? InterventionId { get; set; }

    /// <summary>Takes it out of the plan; an approved plan asks why.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel) =>
        await RemovedAsync((await removePart.InterventionAsync(Actor, new(Id, InterventionId ?? 0, Form.Version, Form.Reason), cancel)).Problems, words["It was taken out of the plan."], cancel);

    protected override async Task<InterventionForm?> StoredAsync(CancellationToken cancel)
    {
        var plan = await PlanAsync(cancel);
        if (InterventionId is not { } known) return null;
        return InterventionForm.Of(plan.Interventions.FirstOrDefault(i => i.Row.Id == known) ?? throw new NotFoundException());
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await saveIntervention.RunAsync(Actor, Form.ToRequest(Id, InterventionId), cancel);
        if (!outcome.Succeeded) Form.Goals = string.Join("\n", (await PlanAsync(cancel)).Goals.Where(g => Form.GoalIds.Contains(g.Row.Id)).Select(g => g.Short));
        return (outcome.Problems, $"/plans/{Id}", words["Saved."]);
    }
}
