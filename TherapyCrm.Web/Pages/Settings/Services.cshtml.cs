using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>What the practice offers.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ServicesPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>All of them, those in use first.</summary>
    public IReadOnlyList<ServiceCode> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await setup.ServicesAsync(current.Actor, cancel);
}
