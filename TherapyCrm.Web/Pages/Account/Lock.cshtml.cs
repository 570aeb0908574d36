using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Hides what was on the screen until its person is back, or another one signs in.</summary>
[SignedIn(EvenLocked = true, EvenDue = true)]
public sealed class LockPage(LockScreen lockScreen, CurrentActor current) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class UnlockForm
    {
        public string? Password { get; set; }
        public string? ReturnUrl { get; set; }
    }

    [BindProperty] public UnlockForm Form { get; set; } = new();

    /// <summary>Whose screen it is.</summary>
    public string PersonName => current.Session?.FullName ?? "";

    /// <summary>For the browser's password store.</summary>
    public string Email => current.Session?.Email ?? "";

    public void OnGet(string? returnUrl) => Form = new() { ReturnUrl = returnUrl };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await lockScreen.LockAsync(current.Actor, cancel);
        ModelState.Clear();
        return Request.IsHtmx() ? this.Fragment("_UnlockForm", this) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostUnlockAsync(CancellationToken cancel)
    {
        var outcome = await lockScreen.UnlockAsync(current.Actor, Form.Password, cancel);
        if (!outcome.Succeeded) return this.ShowForm("_UnlockForm", outcome.Problems);
        if (!Request.IsHtmx()) return this.GoTo(Url.IsLocalUrl(Form.ReturnUrl) ? Form.ReturnUrl! : "/");
        Response.Trigger("crm:unlocked");
        return StatusCode(StatusCodes.Status204NoContent);
    }
}
