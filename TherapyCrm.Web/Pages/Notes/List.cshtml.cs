using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>What the reader still has to write, sign and co-sign.</summary>
[RequirePermission(Permission.WriteClinical, Or = Permission.CosignClinical)]
public sealed class NotesListPage(NotesDue notesDue, ReviewsDue reviewsDue, DiscardNote discardNote, CurrentActor current, Words words) : PageModel
{
    /// <summary>The lists.</summary>
    public NotesToDo ToDo { get; private set; } = null!;

    /// <summary>Plans whose review is due soon or was missed.</summary>
    public IReadOnlyList<ReviewDue> Reviews { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ToDo = await notesDue.RunAsync(current.Actor, cancel);
        Reviews = await reviewsDue.RunAsync(current.Actor, cancel);
    }

    /// <summary>Fetches a draft back.</summary>
    [HandlerNeeds(Permission.WriteClinical)]
    public async Task<IActionResult> OnPostFetchBackAsync([FromForm] long noteId, CancellationToken cancel)
    {
        var outcome = await discardNote.FetchBackAsync(current.Actor, noteId, cancel);
        return this.Done($"/notes/{noteId}/edit", outcome.Succeeded ? words["The draft is back."] : words[outcome.Problems[0].Message, outcome.Problems[0].Args]);
    }
}
