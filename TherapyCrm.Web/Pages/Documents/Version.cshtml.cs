using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>Lays a new file over a document; who may, the document itself decides.</summary>
[SignedIn]
[ReadsItsFormItself]
public sealed class NewVersionPage(AddDocumentVersion add, OpenDocument open, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The document as it is stored.</summary>
    public DocumentVersion Stored { get; private set; } = null!;

    /// <summary>Names the field of the file.</summary>
    public DocumentForm Form { get; } = new();

    public async Task OnGetAsync(CancellationToken cancel) => Stored = await open.ForEditAsync(current.Actor, Id, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var incoming = await IncomingForm.BeginAsync(HttpContext, cancel);
        if (!await incoming.IsOursAsync(HttpContext)) return BadRequest();
        int? seen = int.TryParse(incoming.Fields.GetValueOrDefault("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        var file = await incoming.NextAsync(cancel);
        var outcome = file is null ? Problem.Invalid("file", "Please choose a file.") : await add.RunAsync(current.Actor, new(Id, seen, file.Name, file.Content), cancel);
        await incoming.EndAsync(cancel);
        if (outcome.Succeeded) return this.Done($"/documents/{Id}", words["Version {0} was added.", outcome.Value.Version]);
        Stored = await open.ForEditAsync(current.Actor, Id, cancel);
        return this.ShowForm("_VersionForm", outcome.Problems);
    }
}
