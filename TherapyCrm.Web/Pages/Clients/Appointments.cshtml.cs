using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A client's appointments, to come or past.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class ClientAppointmentsPage(ClientHead clientHead, ClientAppointments appointments, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Past { get; set; }
    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    /// <summary>Whom the page is about.</summary>
    public ClientHeading Head { get; private set; } = null!;

    /// <summary>What was found.</summary>
    public PageOf<ClientAppointmentRow> Found { get; private set; } = null!;

    public async Task OnGetAsync(long id, CancellationToken cancel)
    {
        Head = await clientHead.RunAsync(current.Actor, id, cancel: cancel);
        Found = await appointments.RunAsync(current.Actor, new(id, Past, Number), cancel);
    }
}
