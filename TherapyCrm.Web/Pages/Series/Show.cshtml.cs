using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Series;

/// <summary>A whole series: its rule, and what became of every date.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class ShowModel(SeriesDetails details, CurrentActor current) : PageModel
{
    public SeriesView View { get; private set; } = null!;

    public async Task OnGetAsync(long id, CancellationToken cancel) => View = await details.RunAsync(current.Actor, id, cancel);
}
