using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>An assessment as it is read: its result, every answer, and how it compares with the ones before.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ShowAssessmentPage(AssessmentPage assessmentPage, CurrentActor current) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The assessment.</summary>
    public AssessmentView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        View = await assessmentPage.RunAsync(current.Actor, Id, cancel: cancel);
        return View.Assessment.Status == AssessmentStatus.Draft ? Redirect(Url.Content($"~/assessments/{Id}/edit")) : Page();
    }
}
