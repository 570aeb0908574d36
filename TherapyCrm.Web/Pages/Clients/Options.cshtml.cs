using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>The clients that somebody begins to type, as options of a type-ahead; the last one adds a new client.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientOptionsPage(ClientLookup lookup, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")] public string? Text { get; set; }

    /// <summary>False leaves the option of a new client out.</summary>
    [BindProperty(SupportsGet = true)] public bool Add { get; set; } = true;

    /// <summary>What was found.</summary>
    public IReadOnlyList<ClientOption> Found { get; private set; } = [];

    /// <summary>Address of the short form, with what was typed as the name.</summary>
    public string? AddHref => Add && current.Actor.May(Permission.EditClients) ? Url.Content("~/clients/quick") + QueryString.Create("name", Text?.Trim() ?? "") : null;

    public async Task OnGetAsync(CancellationToken cancel) => Found = await lookup.RunAsync(current.Actor, Text, cancel);
}
