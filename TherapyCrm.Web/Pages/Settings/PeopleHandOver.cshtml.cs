using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Hands the clients and drafts of a therapist who leaves to another.</summary>
[RequirePermission(Permission.ManageUsers)]
public sealed class PeopleHandOverPage(HandOver handOver, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>How much there is.</summary>
    public ToHandOver Look { get; private set; } = null!;

    [BindProperty] public HandOverForm Form { get; set; } = new();

    /// <summary>Who takes over.</summary>
    public sealed class HandOverForm
    {
        public long? ToId { get; set; }
    }

    public async Task OnGetAsync(CancellationToken cancel) => Look = await handOver.LookAsync(current.Actor, Id, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await handOver.RunAsync(current.Actor, Id, Form.ToId, cancel);
        if (outcome.Succeeded) return this.Done($"/settings/people/{Id}", words["{0} clients were handed over.", outcome.Value]);
        Look = await handOver.LookAsync(current.Actor, Id, cancel);
        return this.ShowForm("", outcome.Problems);
    }
}
