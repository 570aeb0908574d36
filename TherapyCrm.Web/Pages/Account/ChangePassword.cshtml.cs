using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Changes one's own password.</summary>
[SignedIn(EvenDue = true)]
public sealed class ChangePasswordPage(SetPassword setPassword, CurrentActor current, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class PasswordForm
    {
        public string? Current { get; set; }
        public string? Password { get; set; }
        public string? Again { get; set; }
    }

    [BindProperty] public PasswordForm Form { get; set; } = new();

    /// <summary>True when nothing else opens before it is changed.</summary>
    public bool IsDue => current.Session?.MustChangePassword == true;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Form.Password != Form.Again) return this.ShowForm("_ChangePasswordForm", [Problem.Invalid("Again", "The two are not the same.")]);
        var outcome = await setPassword.ChangeAsync(current.Actor, Form.Current, Form.Password, cancel);
        if (!outcome.Succeeded) return this.ShowForm("_ChangePasswordForm", outcome.Problems);
        this.NoticeNext(words["Your password is changed."]);
        return this.GoTo("/me");
    }
}
