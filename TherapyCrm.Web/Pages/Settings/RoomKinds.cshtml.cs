using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's own kinds of rooms.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class RoomKindsPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>All of them, those in use first.</summary>
    public IReadOnlyList<RoomKind> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await setup.RoomKindsAsync(current.Actor, cancel);
}
