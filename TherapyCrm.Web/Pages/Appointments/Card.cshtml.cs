using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>The card the desk prints and hands over: when, where, with whom, and the next times.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class CardModel(AppointmentDetails details, NextOfClient next, CurrentActor current) : PageModel
{
    /// <summary>How many further times a card has room for.</summary>
    private const int Most = 6;

    public AppointmentView View { get; private set; } = null!;

    /// <summary>Starts of the client's next appointments, on their locations' clocks.</summary>
    public IReadOnlyList<LocalDateTime> Following { get; private set; } = [];

    public async Task OnGetAsync(long id, CancellationToken cancel)
    {
        View = await details.RunAsync(current.Actor, id, cancel);
        Following = await next.RunAsync(current.Actor, View.Appointment.ClientId, View.Appointment.StartTime, Most, cancel);
    }
}
