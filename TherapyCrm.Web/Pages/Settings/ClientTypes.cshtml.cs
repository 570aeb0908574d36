using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's types of clients, with how many have each.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ClientTypesPage(ClientTypes types, CurrentActor current) : PageModel
{
    /// <summary>All of them, those in use first.</summary>
    public IReadOnlyList<(ClientType Type, int Clients)> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await types.AllAsync(current.Actor, cancel);
}
