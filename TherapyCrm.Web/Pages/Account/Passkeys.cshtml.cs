using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Adds, names and removes one's own passkeys, each time for the password.</summary>
[SignedIn(EvenDue = true), EnableRateLimiting(RequestLimits.SignIn)]
public sealed class PasskeysPage(Passkeys passkeys, PasskeyCeremony ceremony, CurrentActor current, Words words) : PageModel
{
    /// <summary>What is typed, and what the browser answers for it.</summary>
    public sealed class PasskeyForm
    {
        /// <summary>The one that is renamed or removed.</summary>
        public string? Id { get; set; }
        public string? Name { get; set; }
        public string? Password { get; set; }

        /// <summary>The new credential as JSON, filled in by the script.</summary>
        public string? Credential { get; set; }
    }

    [BindProperty] public PasskeyForm Form { get; set; } = new();

    /// <summary>One's own, oldest first.</summary>
    public IReadOnlyList<PasskeyRow> Own { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancel)
    {
        var outcome = await passkeys.MayAddAsync(current.Actor, Form.Name, Form.Password, cancel);
        if (!outcome.Succeeded) return new JsonResult(new { problem = words[outcome.Problems[0].Message, outcome.Problems[0].Args] }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        return Content(await ceremony.AskToMakeAsync(HttpContext, current.Session!.UserId, current.Session.Email, current.Session.FullName), "application/json");
    }

    /// <summary>What the browser needs for a signature under a note.</summary>
    public async Task<IActionResult> OnPostSignOptionsAsync() => Content(await ceremony.AskToSignAsync(HttpContext), "application/json");

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (await ceremony.MadeAsync(HttpContext, current.Session!.UserId, Form.Credential) is not { } made)
            return await AgainAsync([Problem.Invalid("", "The passkey could not be made. Please try again.")], cancel);
        return await AnswerAsync(await passkeys.AddAsync(current.Actor, made, Form.Name, cancel), "The passkey is kept.", cancel);
    }

    public async Task<IActionResult> OnPostRenameAsync(CancellationToken cancel) =>
        await AnswerAsync(await passkeys.RenameAsync(current.Actor, Form.Id ?? "", Form.Name, Form.Password, cancel), "Saved.", cancel);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel) =>
        await AnswerAsync(await passkeys.RemoveAsync(current.Actor, Form.Id ?? "", Form.Password, cancel), "The passkey is removed.", cancel);

    private async Task<IActionResult> AnswerAsync(Outcome<bool> outcome, string notice, CancellationToken cancel) =>
        outcome.Succeeded ? this.Done("/me/passkeys", words[notice]) : await AgainAsync(outcome.Problems, cancel);

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        ModelState.Remove("Form.Credential");
        return this.ShowForm("", [.. problems.Select(p => p with { Field = "" })]);
    }

    private async Task LoadAsync(CancellationToken cancel) => Own = await passkeys.ListAsync(current.Actor, cancel);
}
