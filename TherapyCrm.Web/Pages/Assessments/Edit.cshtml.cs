using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>Where an assessment is filled in, kept with every answer, finished, and corrected later with a reason.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class EditAssessmentPage(AssessmentPage assessmentPage, KeepAssessment keep, FinishAssessment finish, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    [BindProperty] public AssessmentForm Form { get; set; } = new();

    /// <summary>The assessment as it is stored; null in a fragment.</summary>
    public AssessmentView? View { get; private set; }

    /// <summary>What is asked; null when it is recorded by hand.</summary>
    public Instrument? Instrument { get; private set; }

    /// <summary>What the answers in the form amount to.</summary>
    public AssessmentScore? Score { get; private set; }

    /// <summary>When the draft was kept just now.</summary>
    public Instant? KeptAt { get; private set; }

    /// <summary>Another window saved in between.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Where what was saved elsewhere differs from what was typed here.</summary>
    public IReadOnlyList<(string Heading, string Theirs, string Mine)> Differences { get; private set; } = [];

    /// <summary>True when a finished assessment is being changed.</summary>
    public bool IsCorrection => View?.Assessment.Status == AssessmentStatus.Finished;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Form = AssessmentForm.Of(View!);
        Form.Fit(Instrument);
        Score = View!.Body.Score;
    }

    /// <summary>Keeps the draft: with every answer by script, or by the button.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel)
    {
        var outcome = ModelState.IsValid ? await keep.RunAsync(current.Actor, new(Id, Form.Seen, Form.Window, Form.ToBody()), cancel) : null;
        if (!Request.Headers.ContainsKey("HX-Request")) return outcome is { Succeeded: true } ? this.Done($"/assessments/{Id}/edit", words["The draft is kept."]) : await AgainAsync(outcome?.Problems ?? [], cancel);
        if (outcome is { Succeeded: true })
        {
            (KeptAt, Form.Seen) = (outcome.Value.Assessment.UpdatedAt, outcome.Value.Assessment.Version);
            ModelState.Remove("Form.Seen");
            return Running(outcome.Value);
        }
        IsStale = outcome?.Problems.Any(p => p.Kind == ProblemKind.Stale) == true;
        return await OnPostCountAsync(cancel);
    }

    /// <summary>Counts the answers in the window; nothing is kept.</summary>
    public async Task<IActionResult> OnPostCountAsync(CancellationToken cancel)
    {
        var outcome = await keep.CountAsync(current.Actor, Id, Form.ToBody(), cancel);
        return outcome.Succeeded ? Running(outcome.Value) : this.ShowForm("_Running", outcome.Problems);
    }

    /// <summary>Makes it, or its correction, part of the record.</summary>
    public async Task<IActionResult> OnPostFinishAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        var outcome = await finish.RunAsync(current.Actor, new() { AssessmentId = Id, Seen = Form.Seen, Window = Form.Window, Body = Form.ToBody(), MayLackItems = Form.MayLackItems }, cancel);
        return outcome.Succeeded ? this.Done($"/assessments/{Id}", words["Finished and locked."]) : await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Throws the draft away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        var outcome = await keep.DiscardAsync(current.Actor, Id, cancel);
        return outcome.Succeeded ? this.Done($"/clients/{outcome.Value.ClientId}/assessments", words["The draft was thrown away."]) : await AgainAsync(outcome.Problems, cancel);
    }

    private PartialViewResult Running(KeepAssessment.Kept kept)
    {
        (Instrument, Score) = (kept.Instrument, kept.Body.Score);
        return Partial("_Running", this);
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Form.Fit(Instrument);
        if (Instrument is not null) Score = Scoring.Of(Instrument, Form.Answers);
        if (problems.Any(p => p.Kind == ProblemKind.Stale))
        {
            Differences = AssessmentParts.Between(View!.Body, Form.ToBody() with { Name = Instrument is null ? Form.Name : View.Body.Name, PlanTitle = View.Plans.FirstOrDefault(p => p.Id == Form.PlanId)?.Name, Score = Score }, Instrument, words);
            Form.Seen = View.Assessment.Version; // pressing again saves over what was shown
            ModelState.Remove("Form.Seen");
        }
        return this.ShowForm("", problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        View = await assessmentPage.RunAsync(current.Actor, Id, Permission.WriteClinical, cancel);
        Instrument = View.Instrument;
    }
}
