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

    /// <summary>The next date that can still be changed; null when there is none, or for who may not.</summary>
    public long? NextId => !current.Actor.May(Permission.BookAppointments) ? null
        : View.Dates.FirstOrDefault(d => d.Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed && d.Start?.Date >= current.Now.InUtc().Date)?.AppointmentId;
}
