using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The devices of the practice.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class EquipmentListPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>All of them, those in use first.</summary>
    public IReadOnlyList<Equipment> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await setup.EquipmentAsync(current.Actor, cancel);
}
