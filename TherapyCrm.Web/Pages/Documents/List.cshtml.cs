using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>The documents one may see, across clients and of the practice itself; the address carries what was asked for.</summary>
[SignedIn]
public sealed class DocumentLibraryPage(DocumentList documents, DocumentRules rules, CurrentActor current, Moments moments) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")] public string? Text { get; set; }
    [BindProperty(SupportsGet = true)] public long? Category { get; set; }
    [BindProperty(SupportsGet = true)] public SecurityClassification? Classification { get; set; }

    /// <summary>Holding no longer than so many days from today.</summary>
    [BindProperty(SupportsGet = true)] public int? Within { get; set; }
    [BindProperty(SupportsGet = true)] public DocumentScope Scope { get; set; }
    [BindProperty(SupportsGet = true)] public DocumentSort Sort { get; set; }
    [BindProperty(SupportsGet = true)] public bool Archived { get; set; }
    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    /// <summary>What was found.</summary>
    public PageOf<DocumentRow> Found { get; private set; } = null!;

    /// <summary>What can be asked for.</summary>
    public IReadOnlyList<DocumentCategory> Categories { get; private set; } = [];

    /// <summary>True when the reader may add documents of the practice.</summary>
    public bool MayAdd { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var today = Zones.ToLocal(current.Now, moments.Zone).Date;
        Found = await documents.RunAsync(current.Actor, new()
        {
            Text = Text, CategoryId = Category, Classification = Classification, ExpiresBy = Within is { } days ? today.PlusDays(Math.Clamp(days, 0, 3660)) : null,
            Scope = Scope, Sort = Sort, Archived = Archived, Page = Number,
        }, cancel);
        Categories = await rules.AllAsync(cancel);
        MayAdd = await rules.MayAddAsync(current.Actor, null, cancel);
    }
}
