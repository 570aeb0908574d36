using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>The palette as a page, for Enter without a choice and for browsers without scripts.</summary>
[SignedIn]
public sealed class SearchModel(PaletteResults results) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<PaletteGroup> Groups { get; private set; } = [];

    public IReadOnlyList<string> Remarks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => (Groups, Remarks) = await results.OfAsync(Q, cancel);
}
