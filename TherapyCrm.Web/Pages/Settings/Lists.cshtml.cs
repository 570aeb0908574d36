using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Words the lists that notes offer to choose from, one choice a line.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ListsPage(ChoiceLists lists, CurrentActor current, Words words) : PageModel
{
    /// <summary>Every list as it is stored.</summary>
    public IReadOnlyList<ChoiceListText> Stored { get; private set; } = [];

    [BindProperty] public ListForm Form { get; set; } = new();

    /// <summary>One list, as typed.</summary>
    public sealed class ListForm
    {
        public ChoiceList List { get; set; }
        public int Seen { get; set; }
        public string? Lines { get; set; }
    }

    public async Task OnGetAsync(CancellationToken cancel) => Stored = await lists.AllAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid) return BadRequest();
        var outcome = await lists.SaveAsync(current.Actor, Form.List, Form.Lines, Form.Seen, cancel);
        if (outcome.Succeeded) return this.Done("/settings/lists", words["Saved."]);
        Stored = await lists.AllAsync(cancel);
        return this.ShowForm("", outcome.Problems, "");
    }

    /// <summary>What stands in the field of a list: what was typed, or what is stored.</summary>
    public string Shown(ChoiceListText list) => HttpContext.Request.Method == HttpMethods.Post && Form.List == list.List ? Form.Lines ?? "" : string.Join('\n', list.Choices.Select(c => list.Version == 0 ? words[c] : c));
}
