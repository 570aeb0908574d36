using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>Opens the draft of an assessment; a second press finds the same draft.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class NewAssessmentPage(StartAssessment startAssessment, CurrentActor current, Words words) : PageModel
{
    /// <summary>Nothing is begun by following a link.</summary>
    public IActionResult OnGet() => Redirect(Url.Content("~/clients"));

    public async Task<IActionResult> OnPostAsync([FromForm] long clientId, [FromForm] long? learnerId, [FromForm] long? definitionId, CancellationToken cancel)
    {
        var outcome = await startAssessment.RunAsync(current.Actor, new(clientId, learnerId, definitionId), cancel);
        return outcome.Succeeded ? this.GoTo($"/assessments/{outcome.Value.Id}/edit") : this.Done($"/clients/{clientId}/assessments", words[outcome.Problems[0].Message, outcome.Problems[0].Args]);
    }
}
