using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Who signs in.</summary>
[RequirePermission(Permission.ManageUsers, Or = Permission.ManagePermissions)]
public sealed class PeoplePage(People people, CurrentActor current) : PageModel
{
    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await people.RunAsync(current.Actor, cancel);
}
