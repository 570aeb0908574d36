using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The rooms of every location.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class RoomsPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>All of them, those in use first.</summary>
    public IReadOnlyList<Room> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await setup.RoomsAsync(current.Actor, cancel);
}
