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

/// <summary>Makes the practice and its first administrator, once, for who can read the console.</summary>
[AllowAnonymous, EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SetUpPage(SetUpPractice setUpPractice, SetUpCode code, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class SetUpForm
    {
        public string? Code { get; set; }
        public string? PracticeName { get; set; }
        public string? FirstName { get; set; }
        public string? LastName { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool IsTherapist { get; set; }
    }

    [BindProperty] public SetUpForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await setUpPractice.IsDueAsync(cancel) ? Page() : throw new NotFoundException();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await setUpPractice.IsDueAsync(cancel)) throw new NotFoundException();
        if (!code.Is(Form.Code)) return this.ShowForm("_SetUpForm", [Problem.Invalid("Code", "This is not the code that the console shows.")]);
        var outcome = await setUpPractice.RunAsync(new()
        {
            PracticeName = Form.PracticeName, FirstName = Form.FirstName, LastName = Form.LastName, Email = Form.Email, Password = Form.Password, IsTherapist = Form.IsTherapist,
        }, cancel);
        if (!outcome.Succeeded) return this.ShowForm("_SetUpForm", outcome.Problems);
        this.NoticeNext(words["The practice is set up. Please sign in."]);
        return this.GoTo("/sign-in");
    }
}
