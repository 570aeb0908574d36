using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Ends the session on the server and forgets its cookie.</summary>
[SignedIn(EvenLocked = true, EvenDue = true)]
public sealed class SignOutPage(EndSession endSession, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await endSession.SignOutAsync(current.Actor, cancel);
        SessionCookie.Clear(HttpContext);
        return this.GoTo("/sign-in");
    }
}
