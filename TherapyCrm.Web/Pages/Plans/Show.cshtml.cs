using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>A treatment plan as it is read and printed, with its approval and state.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ShowPlanPage(PlanPage planPage, ApprovePlan approvePlan, ChangePlanStatus changeStatus, ClientAssessments assessments, PasskeyCeremony ceremony, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The plan.</summary>
    public PlanView View { get; private set; } = null!;

    /// <summary>The assessments that are linked to it.</summary>
    public IReadOnlyList<AssessmentRow> Assessments { get; private set; } = [];

    [BindProperty] public PlanActForm Form { get; set; } = new();

    /// <summary>An approval, or a change of state.</summary>
    public sealed class PlanActForm
    {
        /// <summary>What of the plan was on the screen.</summary>
        public int Seen { get; set; }
        public int? Version { get; set; }
        public string? Comment { get; set; }
        public string? Password { get; set; }

        /// <summary>What a passkey signed instead, as JSON, filled in by the script.</summary>
        public string? Credential { get; set; }
        public PlanStatus? Status { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    [HandlerNeeds(Permission.CosignClinical)]
    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        await AnswerAsync(await approvePlan.RunAsync(current.Actor, new(Id, Form.Seen, Form.Comment, await ceremony.ProofAsync(HttpContext, Form.Password, Form.Credential)), cancel), words["The plan is approved and in use."], cancel);

    [HandlerNeeds(Permission.WriteClinical)]
    public async Task<IActionResult> OnPostStatusAsync(CancellationToken cancel) =>
        await AnswerAsync(await changeStatus.RunAsync(current.Actor, new(Id, Form.Version, Form.Status, Form.Reason), cancel), words["Saved."], cancel);

    private async Task<IActionResult> AnswerAsync(Outcome<TreatmentPlan> outcome, string said, CancellationToken cancel)
    {
        if (outcome.Succeeded) return this.Done($"/plans/{Id}", said);
        await LoadAsync(cancel);
        ModelState.Remove("Form.Seen");
        ModelState.Remove("Form.Version");
        ModelState.Remove("Form.Credential");
        return this.ShowForm("", outcome.Problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        View = await planPage.RunAsync(current.Actor, Id, cancel);
        Assessments = await assessments.OfPlanAsync(current.Actor, Id, cancel);
        (Form.Seen, Form.Version, Form.Password) = (View.Seen, View.Plan.Version, null);
    }
}
