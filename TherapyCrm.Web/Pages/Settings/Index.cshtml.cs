using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The parts of the practice that can be set up.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class SettingsPage(CurrentActor current) : PageModel
{
    /// <summary>Those that lead somewhere for the reader.</summary>
    public IEnumerable<(string Href, string Icon, string Label, string About, Permission Permission)> Parts => SettingsHub.Parts.Where(p => current.Actor.May(p.Permission));

    public void OnGet() { }
}
