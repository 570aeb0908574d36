using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>The assessments in one client's file with their trends, and the way to a new one.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ClientAssessmentsPage(ClientAssessments clientAssessments, CurrentActor current) : PageModel
{
    /// <summary>Assessments and client.</summary>
    public ClientAssessmentList List { get; private set; } = null!;

    public async Task OnGetAsync(long id, [FromQuery(Name = "page")] int? at, CancellationToken cancel) => List = await clientAssessments.RunAsync(current.Actor, id, at ?? 1, cancel);
}
