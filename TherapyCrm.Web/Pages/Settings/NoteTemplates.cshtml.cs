using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's own divisions of a note; notes keep the headings they began with.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class NoteTemplatesPage(NoteTemplates templates, CurrentActor current, Words words) : PageModel
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<NoteTemplateRow> Rows { get; private set; } = [];

    /// <summary>The one that is being changed; null for a new one.</summary>
    [FromQuery(Name = "template")] public long? TemplateId { get; set; }

    [BindProperty] public TemplateForm Form { get; set; } = new();

    /// <summary>What is typed.</summary>
    public sealed class TemplateForm
    {
        public long? Id { get; set; }
        public int? Version { get; set; }
        public string? Name { get; set; }
        public string? Headings { get; set; }
        public bool IsActive { get; set; } = true;
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rows = await templates.AllAsync(cancel);
        if (Rows.FirstOrDefault(r => r.Id == TemplateId) is { } row) Form = new() { Id = row.Id, Version = row.Version, Name = row.Name, Headings = row.Headings, IsActive = row.IsActive };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await templates.SaveAsync(current.Actor, new(Form.Id, Form.Version, Form.Name, Form.Headings, Form.IsActive), cancel);
        if (outcome.Succeeded) return this.Done("/settings/note-templates", words["Saved."]);
        Rows = await templates.AllAsync(cancel);
        return this.ShowForm("", outcome.Problems);
    }
}
