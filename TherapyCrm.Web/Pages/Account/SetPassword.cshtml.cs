using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Where an invitation's or reset's link leads: choose a password, then sign in with it.</summary>
[AllowAnonymous, EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SetPasswordPage(SetPassword setPassword, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class NewPasswordForm
    {
        public string? Token { get; set; }
        public string? Password { get; set; }
        public string? Again { get; set; }
    }

    [BindProperty] public NewPasswordForm Form { get; set; } = new();

    /// <summary>Whom the link greets; null when it does not work.</summary>
    public string? FirstName { get; private set; }

    public async Task OnGetAsync(string? token, CancellationToken cancel)
    {
        Form = new() { Token = token };
        FirstName = await setPassword.GreetingAsync(token, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        FirstName = await setPassword.GreetingAsync(Form.Token, cancel);
        if (Form.Password != Form.Again) return this.ShowForm("_SetPasswordForm", [Problem.Invalid("Again", "The two are not the same.")]);
        var outcome = await setPassword.ByLinkAsync(Form.Token, Form.Password, CurrentActor.AddressOf(HttpContext), CurrentActor.UserAgentOf(HttpContext), cancel);
        if (!outcome.Succeeded) return this.ShowForm("_SetPasswordForm", outcome.Problems);
        this.NoticeNext(words["Your password is saved. Please sign in with it."]);
        return this.GoTo("/sign-in");
    }
}
