using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Lists and words snippets; one's own and the practice's are two pages of it.</summary>
public abstract class SnippetsPage(NoteSnippets snippets, CurrentActor current, Words words) : PageModel
{
    /// <summary>True for those of the whole practice.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Where this page is.</summary>
    public abstract string Address { get; }

    /// <summary>All that are worded here.</summary>
    public IReadOnlyList<SnippetRow> Rows { get; private set; } = [];

    /// <summary>The one that is being changed; null for a new one.</summary>
    [FromQuery(Name = "snippet")] public long? SnippetId { get; set; }

    [BindProperty] public SnippetForm Form { get; set; } = new();

    /// <summary>What is typed.</summary>
    public sealed class SnippetForm
    {
        public long? Id { get; set; }
        public int? Version { get; set; }
        public string? Shortcut { get; set; }
        public string? Text { get; set; }
        public bool IsActive { get; set; } = true;
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rows = await snippets.AllAsync(current.Actor, IsShared, cancel);
        if (Rows.FirstOrDefault(r => r.Id == SnippetId) is { } row) Form = new() { Id = row.Id, Version = row.Version, Shortcut = row.Shortcut, Text = row.Text, IsActive = row.IsActive };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await snippets.SaveAsync(current.Actor, new(Form.Id, Form.Version, Form.Shortcut, Form.Text, Form.IsActive, IsShared), cancel);
        if (outcome.Succeeded) return this.Done(Address, words["Saved."]);
        Rows = await snippets.AllAsync(current.Actor, IsShared, cancel);
        return this.ShowForm("", outcome.Problems);
    }
}
