using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>A document's file, to look at or to take along; who may, the document itself decides.</summary>
[SignedIn]
public sealed class DocumentContentPage(DocumentContent content, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(long id, int? version, bool view, CancellationToken cancel) =>
        HttpContext.Serve(await content.OpenAsync(current.Actor, id, version, view, cancel), view);
}
