using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Who belongs to a client: learners in care, contacts with what they may, and who comes together with the client.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientPeoplePage(ClientPage clientPage, CareGroups groups, CurrentActor current) : PageModel
{
    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>True when people can be added and changed.</summary>
    public bool MayEdit => ClientFile.MayEdit && ClientFile.Client.Status != ClientStatus.Archived;

    /// <summary>The care groups the client is in.</summary>
    public IReadOnlyList<CareGroupRow> Groups { get; private set; } = [];

    public async Task OnGetAsync(long id, CancellationToken cancel)
    {
        ClientFile = await clientPage.RunAsync(current.Actor, id, cancel);
        Groups = await groups.OfAsync(current.Actor, id, cancel);
    }
}
