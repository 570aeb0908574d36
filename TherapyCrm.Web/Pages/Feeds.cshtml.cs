using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages;

/// <summary>One's own secret calendar address: made, shown once, ended.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class FeedsModel(OpenCalendarFeed open, RevokeCalendarFeed revoke, CurrentActor current, Shell shell, Words words) : PageModel
{
    /// <summary>The address just made; it cannot be shown again.</summary>
    public string? Address { get; private set; }

    public void OnGet() { }

    /// <summary>Makes a new address.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await open.RunAsync(current.Actor, cancel);
        if (outcome.Succeeded) Address = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/feeds/{outcome.Value}.ics";
        return Page();
    }

    /// <summary>Ends the address.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancel)
    {
        await revoke.RunAsync(current.Actor, cancel);
        shell.Notice = words["The address no longer works."];
        return Page();
    }
}
