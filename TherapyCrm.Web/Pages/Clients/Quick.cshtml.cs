using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>The short form of a new client inside a dialog, such as from a booking, which then goes on with the new client chosen.</summary>
[RequirePermission(Permission.EditClients)]
public sealed class QuickClientPage(AddClient addClient, ClientDuplicates duplicates, FileNumbers fileNumbers, CurrentActor current, Words words) : PageModel
{
    /// <summary>What is typed; only the fields of the short form are shown.</summary>
    [BindProperty] public ClientForm Form { get; set; } = new();

    /// <summary>Files that may be the same person's.</summary>
    public IReadOnlyList<LikelyDuplicate> Duplicates { get; private set; } = [];

    /// <summary>True when the number of the new file is asked for.</summary>
    public bool TypesFileNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? name, CancellationToken cancel)
    {
        TypesFileNumber = await fileNumbers.AreTypedAsync(current.Actor, cancel);
        var words = (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Form = new() { FirstName = words.FirstOrDefault(), LastName = words.Length > 1 ? string.Join(' ', words[1..]) : null };
        return this.PageOr("_QuickForm");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        TypesFileNumber = await fileNumbers.AreTypedAsync(current.Actor, cancel);
        if (!ModelState.IsValid || Form.Unreadable().ToArray() is { Length: > 0 }) return this.ShowForm("_QuickForm", [.. Form.Unreadable()]);
        Duplicates = await duplicates.RunAsync(current.Actor, Form.ToQuestion(), cancel);
        if (Form.Unseen(Duplicates).Count > 0)
            return this.ShowForm("_QuickForm", [Problem.Warning("", "There may be a file of this person already. If it is somebody else, save again.")]);
        var outcome = await addClient.RunAsync(current.Actor, new(Form.ToDetails(), Form.FileNumber), cancel);
        if (!outcome.Succeeded) return this.ShowForm("_QuickForm", outcome.Problems);
        var client = outcome.Value;
        if (!this.WantsFragment()) return this.Done($"/clients/{client.Id}", words["{0} now has file {1}.", client.FullName, client.FileNumber]);
        Response.Trigger(BrowserEvents.ClientAdded, new { id = client.Id, label = $"{client.FullName} · {client.FileNumber}" });
        Response.Trigger(BrowserEvents.Announce, words["{0} now has file {1}.", client.FullName, client.FileNumber]);
        return Content("", "text/html");
    }
}
