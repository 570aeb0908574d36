using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Exports;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages;

/// <summary>A person's calendar for programs that know its secret address; the address is the key, so that nobody signs in.</summary>
[AllowAnonymous]
public sealed class FeedsFileModel(ReadCalendarFeed feed, CurrentActor current, Words words) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        var entries = await feed.GetAsync(token, current.Now, cancel);
        var text = IcsFile.Of(entries.Select(e => new IcsEntry($"{e.Uid}@therapy-crm", e.Start, e.End, e.Summary, e.Where, IsCancelled: false, e.Sequence)), current.Now, words["Appointments"]);
        return File(Encoding.UTF8.GetBytes(text), IcsFile.ContentType);
    }
}
