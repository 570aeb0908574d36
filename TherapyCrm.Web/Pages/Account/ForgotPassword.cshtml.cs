using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Sends a link to who forgot their password, and never says whether there is such a person.</summary>
[AllowAnonymous, EnableRateLimiting(RequestLimits.SignIn)]
public sealed class ForgotPasswordPage(PasswordLinks links, Mail mail, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class ForgotForm
    {
        public string? Email { get; set; }
    }

    [BindProperty] public ForgotForm Form { get; set; } = new();

    /// <summary>True when the practice has a mail server.</summary>
    public bool SendsMail => mail.IsConfigured;

    /// <summary>True once asked.</summary>
    public bool Sent { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Sent = true;
        if (!mail.IsConfigured) return Page();
        if (await links.ForForgottenAsync(Form.Email, CurrentActor.AddressOf(HttpContext), CurrentActor.UserAgentOf(HttpContext), cancel) is not { } made) return Page();
        var text = words["With this link you choose a new password; it works for 30 minutes:"] + $"\n\n{PersonLinks.LinkFor(Request, made.Token)}\n\n" + words["If you did not ask for it, nothing needs to be done."];
        _ = Task.Run(() => mail.SendAsync(made.Email, words["Your new password"], text, CancellationToken.None), CancellationToken.None); // not awaited: the time taken must tell nothing
        return Page();
    }
}
