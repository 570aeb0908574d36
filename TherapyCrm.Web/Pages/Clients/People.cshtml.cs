using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Who belongs to a client: learners in care, and contacts with what they may.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientPeoplePage(ClientPage clientPage, CurrentActor current) : PageModel
{
    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>True when people can be added and changed.</summary>
    public bool MayEdit => ClientFile.MayEdit && ClientFile.Client.Status != ClientStatus.Archived;

    public async Task OnGetAsync(long id, CancellationToken cancel) => ClientFile = await clientPage.RunAsync(current.Actor, id, cancel);
}
