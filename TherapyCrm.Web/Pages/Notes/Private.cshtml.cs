using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>One's own private notes about a client, which nobody else reads.</summary>
[RequirePermission(Permission.ViewProcessNotes)]
public sealed class PrivateNotesPage(ProcessNotes processNotes, SaveProcessNote save, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The notes and the client.</summary>
    public OwnProcessNotes Own { get; private set; } = null!;

    /// <summary>The note that is being changed; null for a new one.</summary>
    [FromQuery(Name = "note")] public long? NoteId { get; set; }

    [BindProperty] public PrivateForm Form { get; set; } = new();

    /// <summary>What is typed.</summary>
    public sealed class PrivateForm
    {
        public long? Id { get; set; }
        public int? Version { get; set; }
        public string? Text { get; set; }
    }

    public async Task OnGetAsync([FromQuery(Name = "page")] int? at, CancellationToken cancel)
    {
        Own = await processNotes.RunAsync(current.Actor, Id, at ?? 1, cancel);
        if (Own.Notes.Items.FirstOrDefault(n => n.Id == NoteId) is { } note) Form = new() { Id = note.Id, Version = note.Version, Text = note.Text };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(current.Actor, new(Id, Form.Id, Form.Version, Form.Text), cancel);
        if (outcome.Succeeded) return this.Done($"/clients/{Id}/private-notes", words["Saved."]);
        Own = await processNotes.RunAsync(current.Actor, Id, 1, cancel);
        if (outcome.Problems.Any(p => p.Kind == ProblemKind.Stale) && Own.Notes.Items.FirstOrDefault(n => n.Id == Form.Id) is { } now)
        {
            Form.Version = now.Version;
            ModelState.Remove("Form.Version");
        }
        return this.ShowForm("", outcome.Problems);
    }
}
