using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>Adds a goal to a plan, changes it, or takes it out of a draft.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class GoalPage(SaveGoal saveGoal, RemovePlanPart removePart, PlanPage planPage, ChoiceLists lists, CurrentActor current, Words words) : PlanPartPage<GoalForm>(planPage, lists, current)
{
    [FromRoute] public long? GoalId { get; set; }

    /// <summary>Takes it out of a draft.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel) =>
        await RemovedAsync((await removePart.GoalAsync(Actor, new(Id, GoalId ?? 0, Form.Version, Form.Reason), cancel)).Problems, words["It was taken out of the plan."], cancel);

    protected override async Task<GoalForm?> StoredAsync(CancellationToken cancel)
    {
        var plan = await PlanAsync(cancel);
        if (GoalId is not { } goalId) return null;
        return GoalForm.Of(plan.Goals.FirstOrDefault(g => g.Row.Id == goalId) ?? throw new NotFoundException());
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await saveGoal.RunAsync(Actor, Form.ToRequest(Id, GoalId), cancel);
        return (outcome.Problems, $"/plans/{Id}", words["Saved."]);
    }
}
