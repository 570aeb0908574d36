using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Audit;

/// <summary>The emergency views that somebody else has to look at.</summary>
[RequirePermission(Permission.ViewAudit)]
public sealed class EmergenciesPage(BreakGlassReviews reviews, CloseBreakGlass close, CurrentActor current, Words words) : PageModel
{
    public IReadOnlyList<BreakGlassRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await reviews.RunAsync(current.Actor, cancel);

    public async Task<IActionResult> OnPostAsync(long id, string? note, CancellationToken cancel)
    {
        var outcome = await close.ReviewAsync(current.Actor, id, note, cancel);
        if (outcome.Succeeded)
        {
            this.NoticeNext(words["Saved."]);
            return this.GoTo("/audit/emergencies");
        }
        Rows = await reviews.RunAsync(current.Actor, cancel);
        return this.ShowForm("Emergencies", outcome.Problems, prefix: "");
    }
}
