using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Where a note is written: kept every few seconds, signed with the password.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class EditNotePage(NoteEditor editor, SaveNoteDraft saveDraft, SignNote signNote, DiscardNote discardNote, AmendNote amendNote, ChoiceLists lists, NoteSnippets snippets, OpenGoals openGoals, PasskeyCeremony ceremony, CurrentActor current, Words words, Moments moments) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>Which of several drafts is in the form; the newest when nothing is said.</summary>
    [FromQuery(Name = "draft")] public long? DraftId { get; set; }

    [BindProperty] public NoteForm Form { get; set; } = new();

    /// <summary>Note, client, drafts and the last note.</summary>
    public NoteInHand InHand { get; private set; } = null!;

    /// <summary>What each editable list offers.</summary>
    public IReadOnlyDictionary<ChoiceList, IReadOnlyList<string>> Lists { get; private set; } = new Dictionary<ChoiceList, IReadOnlyList<string>>();

    /// <summary>What the writer calls up by short words.</summary>
    public IReadOnlyList<SnippetRow> Snippets { get; private set; } = [];

    /// <summary>The open goals of the plans in use.</summary>
    public IReadOnlyList<OpenGoal> Goals { get; private set; } = [];

    /// <summary>Drafts of this note that are not in the form.</summary>
    public IEnumerable<DraftView> Others => InHand.Drafts.Where(d => d.Id != Form.DraftId);

    /// <summary>True when a signed note is being changed.</summary>
    public bool IsAmendment => InHand.Note.Status == NoteStatus.Signed;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (InHand.Note is { IsGroup: true, Status: NoteStatus.Draft }) return Redirect(Url.Content($"~{NoteAddress.Of(InHand.Note)}"));
        if (InHand.Drafts.Count == 0) return Redirect(Url.Content($"~/notes/{Id}"));
        Form = NoteForm.Of(InHand.Drafts.FirstOrDefault(d => d.Id == DraftId) ?? InHand.Drafts[^1]);
        ProgressForm.Offer(Form.Progress, Goals);
        return Page();
    }

    /// <summary>Keeps the draft; every few seconds by script, or by the button.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        var outcome = await saveDraft.RunAsync(current.Actor, new(Id, Form.DraftId, Form.Seen, Form.ToBody()), cancel);
        if (Request.IsAutosave())
            return outcome.Succeeded ? words.Kept(outcome.Value.DraftId, outcome.Value.Version, moments[outcome.Value.At], outcome.Value.IsOther) : words.NotKept(outcome.Problems[0]);
        return outcome.Succeeded ? this.Done($"/notes/{Id}/edit?draft={outcome.Value.DraftId}", words["The draft is kept."]) : await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Makes it part of the record.</summary>
    public async Task<IActionResult> OnPostSignAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        var outcome = await signNote.RunAsync(current.Actor, new()
        {
            NoteId = Id, DraftId = Form.DraftId, Seen = Form.Seen, Body = Form.ToBody(), Proof = await ceremony.ProofAsync(HttpContext, Form.Password, Form.Credential), SetOthersAside = Form.SetOthersAside,
        }, cancel);
        if (outcome.Succeeded) return this.Done($"/notes/{Id}", words["Signed and locked."]);
        if (outcome.Problems.Any(p => p.Kind == ProblemKind.Stale)) return await KeepBothAsync(cancel);
        return await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Begins an amendment of a signed note.</summary>
    public async Task<IActionResult> OnPostAmendAsync(CancellationToken cancel)
    {
        var outcome = await amendNote.RunAsync(current.Actor, Id, cancel);
        return outcome.Succeeded ? this.GoTo($"/notes/{Id}/edit") : this.Done($"/notes/{Id}", words[outcome.Problems[0].Message, outcome.Problems[0].Args]);
    }

    /// <summary>Throws the draft away; it can be fetched back.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        var outcome = await discardNote.RunAsync(current.Actor, Id, cancel);
        return outcome.Succeeded
            ? this.Done(outcome.Value.Status == NoteStatus.Draft ? "/notes" : $"/notes/{Id}", words["The draft was thrown away. It stays among the discarded for 30 days."])
            : await AgainAsync(outcome.Problems, cancel);
    }

    // What was typed here becomes a draft beside the newer one, and both are shown.
    private async Task<IActionResult> KeepBothAsync(CancellationToken cancel)
    {
        var kept = await saveDraft.RunAsync(current.Actor, new(Id, Form.DraftId, Form.Seen, Form.ToBody()), cancel);
        if (kept.Succeeded)
        {
            (Form.DraftId, Form.Seen) = (kept.Value.DraftId, kept.Value.Version);
            ModelState.Remove("Form.DraftId");
            ModelState.Remove("Form.Seen");
        }
        return await AgainAsync([new Problem("", "This note was changed elsewhere in the meantime. Both texts are kept and shown: please compare them.") { Kind = ProblemKind.Stale }], cancel);
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        ProgressForm.Offer(Form.Progress, Goals);
        (Form.Password, Form.Credential) = (null, null);
        ModelState.Remove("Form.Credential");
        return this.ShowForm("", problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        InHand = await editor.RunAsync(current.Actor, Id, cancel);
        Lists = await lists.ActiveAsync(cancel);
        Goals = await openGoals.OfAsync(current.Actor, Id, cancel);
        Snippets = await snippets.OfferedAsync(current.Actor, cancel);
    }
}
