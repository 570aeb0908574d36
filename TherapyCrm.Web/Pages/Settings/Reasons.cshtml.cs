using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Why appointments are cancelled, in the order in which it is offered.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ReasonsPage(PracticeSetup setup, CurrentActor current) : PageModel
{
    /// <summary>All of them, those in use first.</summary>
    public IReadOnlyList<CancellationReason> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await setup.ReasonsAsync(current.Actor, cancel);
}
