using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A client's file at a glance: what the desk keeps, the next appointments, who belongs to the client.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientOverviewPage(ClientPage clientPage, ClientAppointments appointments, ReopenClient reopenClient, CurrentActor current, Words words) : PageModel
{
    /// <summary>The file.</summary>
    public ClientFile ClientFile { get; private set; } = null!;

    /// <summary>The next few appointments in sight.</summary>
    public PageOf<ClientAppointmentRow>? Ahead { get; private set; }

    /// <summary>True when the reader can book for the client.</summary>
    public bool MayBook => current.Actor.May(Permission.BookAppointments) && ClientFile.Client.Status != ClientStatus.Archived;

    public async Task OnGetAsync(long id, CancellationToken cancel)
    {
        ClientFile = await clientPage.RunAsync(current.Actor, id, cancel);
        if (current.Actor.May(Permission.ViewAppointments)) Ahead = await appointments.RunAsync(current.Actor, new(id, PageSize: 5), cancel);
    }

    public async Task<IActionResult> OnPostReopenAsync(long id, string? reason, CancellationToken cancel)
    {
        current.Actor.MustHave(Permission.ArchiveClients);
        Outcome<Client> outcome = string.IsNullOrWhiteSpace(reason)
            ? Problem.Invalid("reason", "Please say why.")
            : await reopenClient.RunAsync(current.Actor, new(id, null, reason), cancel);
        if (outcome.Succeeded) return this.Done($"/clients/{id}", words["The file is open again."]);
        await OnGetAsync(id, cancel);
        return this.ShowForm("", outcome.Problems, "");
    }
}
