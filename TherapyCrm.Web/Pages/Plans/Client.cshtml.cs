using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>The treatment plans in one client's file.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ClientPlansPage(ClientPlans clientPlans, CurrentActor current) : PageModel
{
    /// <summary>Plans and client.</summary>
    public ClientPlanList List { get; private set; } = null!;

    public async Task OnGetAsync(long id, [FromQuery(Name = "page")] int? at, CancellationToken cancel) => List = await clientPlans.RunAsync(current.Actor, id, at ?? 1, cancel);
}
