using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Who works where and when.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class StaffListPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>Everybody who works here.</summary>
    public IReadOnlyList<StaffMember> Rows { get; private set; } = [];

    /// <summary>Names of the locations.</summary>
    public IReadOnlyDictionary<long, string> Locations { get; private set; } = new Dictionary<long, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rows = [.. (await setup.StaffAsync(current.Actor, cancel)).Where(s => s.IsActive)];
        Locations = (await setup.LocationsAsync(current.Actor, cancel)).ToDictionary(l => l.Id, l => l.Name);
    }
}
