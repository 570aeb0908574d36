using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Takes a note's text out for good, after a reason and the password.</summary>
[RequirePermission(Permission.RedactClinical)]
public sealed class RedactNotePage(NotePage notePage, RedactNote redactNote, PasskeyCeremony ceremony, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The note.</summary>
    public NoteView View { get; private set; } = null!;

    [BindProperty] public RedactForm Form { get; set; } = new();

    /// <summary>Why, and the password again.</summary>
    public sealed class RedactForm
    {
        public string? Reason { get; set; }
        public string? Password { get; set; }

        /// <summary>What a passkey signed instead, as JSON, filled in by the script.</summary>
        public string? Credential { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        View = await notePage.RunAsync(current.Actor, Id, cancel);
        if (!View.MayRedact) throw new ForbiddenException();
        return View.Note.Status == NoteStatus.Signed ? Page() : Redirect(Url.Content($"~/notes/{Id}"));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await redactNote.RunAsync(current.Actor, new(Id, Form.Reason, await ceremony.ProofAsync(HttpContext, Form.Password, Form.Credential)), cancel);
        if (outcome.Succeeded) return this.Done($"/notes/{Id}", words["The text was taken out."]);
        View = await notePage.RunAsync(current.Actor, Id, cancel);
        Form.Password = null;
        ModelState.Remove("Form.Credential");
        return this.ShowForm("", outcome.Problems);
    }
}
