using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>A note as it is read: its text, who signed it when, what was changed later, and the signatures under it.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ShowNotePage(NotePage notePage, CosignNote cosignNote, PasskeyCeremony ceremony, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The note.</summary>
    public NoteView View { get; private set; } = null!;

    /// <summary>Who may be asked to co-sign.</summary>
    public IReadOnlyList<Choice> Supervisors { get; private set; } = [];

    [BindProperty] public CosignForm Form { get; set; } = new();

    /// <summary>A request for a signature, or the signature.</summary>
    public sealed class CosignForm
    {
        public long? SupervisorId { get; set; }
        public int Number { get; set; }
        public string? Comment { get; set; }
        public string? Password { get; set; }

        /// <summary>What a passkey signed instead, as JSON, filled in by the script.</summary>
        public string? Credential { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return View.Note.Status == NoteStatus.Draft ? Redirect(Url.Content($"~/notes/{Id}/edit")) : Page();
    }

    [HandlerNeeds(Permission.WriteClinical)]
    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel) =>
        await AnswerAsync(await cosignNote.AskAsync(current.Actor, Id, Form.SupervisorId, cancel), words["The signature was asked for."], cancel);

    [HandlerNeeds(Permission.CosignClinical)]
    public async Task<IActionResult> OnPostCosignAsync(CancellationToken cancel) =>
        await AnswerAsync(await cosignNote.SignAsync(current.Actor, Id, Form.Number, Form.Comment, await ceremony.ProofAsync(HttpContext, Form.Password, Form.Credential), cancel), words["Co-signed."], cancel);

    private async Task<IActionResult> AnswerAsync(Outcome<SessionNote> outcome, string said, CancellationToken cancel)
    {
        if (outcome.Succeeded) return this.Done($"/notes/{Id}", said);
        await LoadAsync(cancel);
        (Form.Password, Form.Number) = (null, View.Note.CurrentNumber);
        ModelState.Remove("Form.Number");
        ModelState.Remove("Form.Credential");
        return this.ShowForm("", outcome.Problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        View = await notePage.RunAsync(current.Actor, Id, cancel);
        if (View.MayWrite) Supervisors = await notePage.SupervisorsAsync(View.Note.AuthorId, cancel);
    }
}
