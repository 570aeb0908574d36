using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>The documents of one client that the reader may see.</summary>
[RequirePermission(Permission.ViewDocuments, Or = Permission.ViewClinical)]
public sealed class ClientDocumentsPage(ClientHead clientHead, DocumentList documents, DocumentRules rules, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Archived { get; set; }
    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    /// <summary>Whom the page is about.</summary>
    public ClientHeading Head { get; private set; } = null!;

    /// <summary>What was found.</summary>
    public PageOf<DocumentRow> Found { get; private set; } = null!;

    /// <summary>True when the reader may add documents.</summary>
    public bool MayAdd { get; private set; }

    public async Task OnGetAsync(long id, CancellationToken cancel)
    {
        Head = await clientHead.RunAsync(current.Actor, id, cancel: cancel);
        Found = await documents.RunAsync(current.Actor, new() { ClientId = id, Archived = Archived, Page = Number }, cancel);
        MayAdd = await rules.MayAddAsync(current.Actor, id, cancel);
    }
}
