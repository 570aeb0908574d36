using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>A form over one part of a plan, which may also take it out.</summary>
public abstract class PlanPartPage<TForm>(PlanPage planPage, ChoiceLists lists, CurrentActor current) : EditPage<TForm>(current) where TForm : class, IEditForm, new()
{
    private PlanView? view;

    /// <summary>The plan's id.</summary>
    [FromRoute] public long Id { get; set; }

    /// <summary>The plan it belongs to.</summary>
    public PlanView View => view!;

    /// <summary>What each editable list offers.</summary>
    public IReadOnlyDictionary<ChoiceList, IReadOnlyList<string>> Lists { get; private set; } = new Dictionary<ChoiceList, IReadOnlyList<string>>();

    /// <summary>The plan, for somebody who may change it.</summary>
    protected async Task<PlanView> PlanAsync(CancellationToken cancel)
    {
        view = await planPage.RunAsync(Actor, Id, cancel);
        return view.MayWrite ? view : throw new ForbiddenException();
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        if (view is null) await PlanAsync(cancel);
        Lists = await lists.ActiveAsync(cancel);
    }

    /// <summary>The next page, or the form again with what was typed in it.</summary>
    protected async Task<IActionResult> RemovedAsync(IReadOnlyList<Problem> problems, string notice, CancellationToken cancel)
    {
        if (problems.Count == 0) return this.Done($"/plans/{Id}", notice);
        await LoadAsync(cancel);
        return this.ShowForm("", problems);
    }
}
