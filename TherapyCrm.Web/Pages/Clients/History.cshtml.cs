using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>What was changed in a client's profile, word by word.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientHistoryPage(ProfileHistory history, ClientPage clientPage, CurrentActor current) : PageModel
{
    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>The changes, the newest first.</summary>
    public PageOf<ProfileChangeRow> List { get; private set; } = null!;

    public async Task OnGetAsync(long id, [FromQuery] int page, CancellationToken cancel)
    {
        ClientFile = await clientPage.RunAsync(current.Actor, id, cancel);
        List = await history.PageAsync(current.Actor, id, page, cancel);
    }
}
