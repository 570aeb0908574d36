using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>Begins a treatment plan, or changes its title, dates and summary.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class EditPlanPage(SavePlan savePlan, PlanPage planPage, ClientPlans clientPlans, ClientHead clientHead, PracticeDay practiceDay, CurrentActor current, Words words) : EditPage<PlanForm>(current)
{
    private const int MonthsToReview = 3;
    private const int MonthsToEnd = 6;
    private PlanView? view;

    [FromRoute] public long Id { get; set; }
    [FromRoute] public long? PlanId { get; set; }

    /// <summary>Whose file it is.</summary>
    public ClientHeading Head { get; private set; } = null!;

    /// <summary>Learners that a new plan may be about.</summary>
    public IReadOnlyList<Choice> Learners { get; private set; } = [];

    /// <summary>True when a new plan may be about the client.</summary>
    public bool MayBeOfClient { get; private set; }

    /// <summary>True when a change needs its reason.</summary>
    public bool IsLocked => view?.Plan.IsLocked == true;

    protected override async Task<PlanForm?> StoredAsync(CancellationToken cancel)
    {
        if (PlanId is not { } planId) return null;
        view = await planPage.RunAsync(Actor, planId, cancel);
        if (view.Plan.ClientId != Id) throw new NotFoundException();
        return view.MayWrite ? PlanForm.Of(view) : throw new ForbiddenException();
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        if (PlanId is not null && view is null) await StoredAsync(cancel);
        Head = view?.Head ?? await clientHead.RunAsync(Actor, Id, cancel: cancel);
        if (PlanId is not null) return;
        (MayBeOfClient, Learners) = await clientPlans.WritableAsync(Actor, Id, cancel);
        if (!MayBeOfClient && Learners.Count == 0) throw new ForbiddenException();
        var today = await practiceDay.OfAsync(Actor.Now, cancel);
        if (HttpMethods.IsGet(Request.Method)) (Form.StartDate, Form.ReviewDate, Form.EndDate) = (UrlDates.Text(today), UrlDates.Text(today.PlusMonths(MonthsToReview)), UrlDates.Text(today.PlusMonths(MonthsToEnd)));
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await savePlan.RunAsync(Actor, Form.ToRequest(Id, PlanId), cancel);
        return (outcome.Problems, outcome.Succeeded ? $"/plans/{outcome.Value.Id}" : "", words["Saved."]);
    }
}
