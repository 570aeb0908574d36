using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>What the palette offers for the text typed so far.</summary>
[SignedIn]
public sealed class OptionsModel(PaletteResults results) : PageModel
{
    public IReadOnlyList<PaletteGroup> Groups { get; private set; } = [];

    public IReadOnlyList<string> Remarks { get; private set; } = [];

    public async Task OnGetAsync(string? q, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        (Groups, Remarks) = await results.OfAsync(q, cancel);
    }
}
