using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Where a person says who they are: password, then the one-time code where they use one; or a passkey, which is both.</summary>
[AllowAnonymous, EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SignInPage(SignIn signIn, StartSession startSession, SetUpPractice setUpPractice, PendingSignIn pending, PasskeyCeremony ceremony) : PageModel
{
    private const string DeskCookie = "crm_desk";

    /// <summary>What is typed.</summary>
    public sealed class SignInForm
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public string? Code { get; set; }

        /// <summary>Proves that the password was right a moment ago.</summary>
        public string? Pending { get; set; }
        public string? ReturnUrl { get; set; }

        /// <summary>What a passkey signed, as JSON, filled in by the script.</summary>
        public string? Credential { get; set; }
        public bool SharedDesk { get; set; }
    }

    [BindProperty] public SignInForm Form { get; set; } = new();

    /// <summary>True in the second step.</summary>
    public bool CodeNeeded { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? returnUrl, CancellationToken cancel)
    {
        if (await setUpPractice.IsDueAsync(cancel)) return this.GoTo("/set-up");
        Form = new() { ReturnUrl = returnUrl, SharedDesk = Request.Cookies.ContainsKey(DeskCookie) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (address, agent) = (CurrentActor.AddressOf(HttpContext), CurrentActor.UserAgentOf(HttpContext));
        var waiting = pending.Read(Form.Pending);
        var answer = waiting is { } userId
            ? await signIn.SecondStepAsync(userId, Form.Code ?? "", address, agent, cancel)
            : await signIn.RunAsync(new() { Email = Form.Email ?? "", Password = Form.Password ?? "", Address = address, UserAgent = agent }, cancel);
        switch (answer.Step)
        {
            case SignInStep.Passed:
                return await EnterAsync(answer.UserId, null, cancel);
            case SignInStep.CodeNeeded:
                ModelState.Clear();
                CodeNeeded = true;
                Form.Pending = pending.For(answer.UserId);
                return Page();
            case SignInStep.CodeWrong:
                CodeNeeded = waiting is not null;
                return this.ShowForm("_SignInForm", [Problem.Invalid("Code", "This code is not right, or was used before.")]);
            case SignInStep.PasskeyNeeded:
                return this.ShowForm("_SignInForm", [Problem.Invalid("", "Your practice asks you for a second factor. Please sign in with your passkey; without it, the administrator can remove it.")]);
            default:
                ModelState.Remove("Form.Pending");
                Form.Pending = null;
                return this.ShowForm("_SignInForm", [Problem.Invalid("", "The e-mail address or the password is not right, or the account is locked for a while.")]);
        }
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await ceremony.AskToUseAsync(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancel)
    {
        var used = await ceremony.UsedAsync(HttpContext, Form.Credential);
        var answer = await signIn.WithPasskeyAsync(used, CurrentActor.AddressOf(HttpContext), CurrentActor.UserAgentOf(HttpContext), cancel);
        if (answer.Step == SignInStep.Passed) return await EnterAsync(answer.UserId, "passkey", cancel);
        ModelState.Clear();
        (Form.Credential, Form.Password) = (null, null);
        return this.ShowForm("_SignInForm", [Problem.Invalid("", "This passkey opens nothing here, or the account is locked for a while. Please sign in with your password.")]);
    }

    private async Task<IActionResult> EnterAsync(long userId, string? how, CancellationToken cancel)
    {
        var (address, agent) = (CurrentActor.AddressOf(HttpContext), CurrentActor.UserAgentOf(HttpContext));
        SessionCookie.Write(HttpContext, await startSession.RunAsync(userId, address, agent, Form.SharedDesk, SessionCookie.Read(HttpContext), how, cancel));
        RememberDesk();
        return this.GoTo(Url.IsLocalUrl(Form.ReturnUrl) ? Form.ReturnUrl! : "/");
    }

    private void RememberDesk()
    {
        var options = new CookieOptions { HttpOnly = true, Secure = Request.IsHttps, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
        if (Form.SharedDesk) Response.Cookies.Append(DeskCookie, "1", options);
        else Response.Cookies.Delete(DeskCookie, options);
    }
}
