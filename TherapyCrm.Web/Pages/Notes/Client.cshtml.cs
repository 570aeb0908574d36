using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>The notes in one client's file, and the way to a new one.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class ClientNotesPage(ClientNotes clientNotes, NoteTemplates templates, CurrentActor current) : PageModel
{
    /// <summary>Notes and client.</summary>
    public ClientNoteList List { get; private set; } = null!;

    /// <summary>The practice's own templates that are in use.</summary>
    public IReadOnlyList<NoteTemplateRow> Templates { get; private set; } = [];

    public async Task OnGetAsync(long id, [FromQuery(Name = "page")] int? at, CancellationToken cancel)
    {
        List = await clientNotes.RunAsync(current.Actor, id, at ?? 1, cancel);
        if (List.MayWrite) Templates = [.. (await templates.AllAsync(cancel)).Where(t => t.IsActive)];
    }
}
