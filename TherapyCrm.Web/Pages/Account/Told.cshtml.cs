using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>The emergency views that the reader was told of.</summary>
[SignedIn]
public sealed class ToldPage(EmergencyNotices notices, CurrentActor current, Words words) : PageModel
{
    public IReadOnlyList<EmergencyNotice> Notices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Notices = await notices.RunAsync(current.Actor, cancel);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        await notices.SeenAsync(current.Actor, id, cancel);
        return this.Done("/emergency/told", words["Saved."]);
    }
}
