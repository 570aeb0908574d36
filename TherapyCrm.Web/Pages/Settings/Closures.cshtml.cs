using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The days on which a location, or the whole practice, is closed.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ClosuresPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>The latest first.</summary>
    public IReadOnlyList<Closure> Rows { get; private set; } = [];

    /// <summary>Names of the locations.</summary>
    public IReadOnlyDictionary<long, string> Locations { get; private set; } = new Dictionary<long, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rows = await setup.ClosuresAsync(current.Actor, cancel);
        Locations = (await setup.LocationsAsync(current.Actor, cancel)).ToDictionary(l => l.Id, l => l.Name);
    }
}
