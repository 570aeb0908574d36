using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>What was changed in a plan since its approval, word by word.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class PlanVersionsPage(PlanHistory planHistory, CurrentActor current) : PageModel
{
    /// <summary>The changes, newest first.</summary>
    public PlanRevisions List { get; private set; } = null!;

    public async Task OnGetAsync(long id, [FromQuery(Name = "page")] int? at, CancellationToken cancel) => List = await planHistory.RunAsync(current.Actor, id, at ?? 1, cancel);
}
