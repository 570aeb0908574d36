using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Where the note of a group session is written once for all who were there.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class GroupNotePage(
    GroupNoteEditor editor, SaveGroupDraft saveDraft, SignGroupNote signNote, DiscardNote discardNote, ChoiceLists lists, NoteSnippets snippets, PasskeyCeremony ceremony, CurrentActor current, Words words, Moments moments) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>Which of several drafts is in the form; the newest when nothing is said.</summary>
    [FromQuery(Name = "draft")] public Guid? DraftId { get; set; }

    [BindProperty] public GroupNoteForm Form { get; set; } = new();

    /// <summary>Session, participants and drafts.</summary>
    public GroupInHand InHand { get; private set; } = null!;

    /// <summary>What the list of modalities offers.</summary>
    public IReadOnlyList<string> Modalities { get; private set; } = [];

    /// <summary>What the writer calls up by short words.</summary>
    public IReadOnlyList<SnippetRow> Snippets { get; private set; } = [];

    /// <summary>What was typed into a window whose note another one signed meanwhile, under its headings and names.</summary>
    public IEnumerable<(string Of, string Text)> Typed =>
        [.. Form.Sections.Select(s => (s.Heading ?? "", s.Text ?? "")).Concat(Form.Lines.Select(l => (InHand.Members.FirstOrDefault(m => m.NoteId == l.NoteId)?.Name ?? "", l.Text ?? ""))).Where(t => t.Item2.Length > 0)];

    /// <summary>Drafts that are not in the form.</summary>
    public IEnumerable<GroupDraftView> Others => InHand.Drafts.Where(d => d.Batch != Form.DraftId);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (InHand.Drafts.Count > 0) Form = GroupNoteForm.Of(InHand.Drafts.FirstOrDefault(d => d.Batch == DraftId) ?? InHand.Drafts[^1]);
        return Page();
    }

    /// <summary>Keeps the draft; every few seconds by script, or by the button.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        var outcome = await saveDraft.RunAsync(current.Actor, new(Id, Form.DraftId, Form.Seen, Form.ToBody()), cancel);
        if (Request.IsAutosave())
            return outcome.Succeeded ? words.Kept(outcome.Value.Batch, outcome.Value.Seen, moments[outcome.Value.At], outcome.Value.IsOther) : words.NotKept(outcome.Problems[0]);
        return outcome.Succeeded ? this.Done($"/notes/group/{Id}?draft={outcome.Value.Batch}", words["The draft is kept."]) : await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Makes it part of the record of everybody who was there.</summary>
    public async Task<IActionResult> OnPostSignAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        var outcome = await signNote.RunAsync(current.Actor, new()
        {
            AppointmentId = Id, Batch = Form.DraftId, Seen = Form.Seen, Body = Form.ToBody(), Proof = await ceremony.ProofAsync(HttpContext, Form.Password, Form.Credential),
            SetOthersAside = Form.SetOthersAside, NoNames = Form.NoNames,
        }, cancel);
        if (outcome.Succeeded) return this.Done($"/notes/group/{Id}", words["Signed and locked in {0} files.", outcome.Value.Count]);
        return outcome.Problems.Any(p => p.Kind == ProblemKind.Stale) ? await KeepBothAsync(cancel) : await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Throws the drafts of all participants away; they can be fetched back.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (InHand.Drafts.Count == 0) return this.GoTo($"/notes/group/{Id}");
        var outcome = await discardNote.RunAsync(current.Actor, InHand.Members.First(m => m.Status == NoteStatus.Draft).NoteId, cancel);
        return outcome.Succeeded ? this.Done("/notes", words["The draft was thrown away. It stays among the discarded for 30 days."]) : await AgainAsync(outcome.Problems, cancel);
    }

    // What was typed here becomes a draft beside the newer one, and both are shown.
    private async Task<IActionResult> KeepBothAsync(CancellationToken cancel)
    {
        var kept = await saveDraft.RunAsync(current.Actor, new(Id, Form.DraftId, Form.Seen, Form.ToBody()), cancel);
        if (!kept.Succeeded) return await AgainAsync(kept.Problems, cancel);
        (Form.DraftId, Form.Seen) = (kept.Value.Batch, kept.Value.Seen);
        ModelState.Remove("Form.DraftId");
        ModelState.Remove("Form.Seen");
        return await AgainAsync([new Problem("", "This note was changed elsewhere in the meantime. Both texts are kept and shown: please compare them.") { Kind = ProblemKind.Stale }], cancel);
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (InHand.Drafts.Count > 0) ShowEachLine();
        (Form.Password, Form.Credential) = (null, null);
        ModelState.Remove("Form.Credential");
        return this.ShowForm("", problems);
    }

    // Who joined gets a line and who is out of sight leaves none behind: a gap in the numbers would cut off all lines after it.
    private void ShowEachLine()
    {
        var (typed, kept) = (Form.Lines, InHand.Drafts.FirstOrDefault(d => d.Batch == Form.DraftId) is { } draft ? GroupNoteForm.Of(draft).Lines : []);
        Form.Lines = [.. InHand.Members.Where(m => m.Status == NoteStatus.Draft).Select(m => typed.Find(l => l.NoteId == m.NoteId) ?? kept.Find(l => l.NoteId == m.NoteId) ?? new() { NoteId = m.NoteId, Attendance = Attendance.Attended })];
        if (typed.Select(l => l.NoteId).SequenceEqual(Form.Lines.Select(l => l.NoteId))) return;
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Form.Lines", StringComparison.Ordinal)).ToList()) ModelState.Remove(key); // the numbers moved
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        InHand = await editor.RunAsync(current.Actor, Id, cancel);
        Modalities = (await lists.ActiveAsync(cancel)).GetValueOrDefault(ChoiceList.Modality) ?? [];
        Snippets = await snippets.OfferedAsync(current.Actor, cancel);
    }
}
