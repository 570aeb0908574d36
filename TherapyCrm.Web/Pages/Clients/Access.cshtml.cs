using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Who looked at, and changed, one client's record.</summary>
[RequirePermission(Permission.ViewAudit)]
public sealed class ClientAccessPage(AuditTrail auditTrail, ClientHead clientHead, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    public ClientHeading Client { get; private set; } = null!;
    public PageOf<AuditRow> List { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery] int page, CancellationToken cancel)
    {
        Client = await clientHead.RunAsync(current.Actor, Id, "client.log_read", cancel);
        List = await auditTrail.RunAsync(current.Actor, new() { ClientId = Id, Page = page }, cancel);
    }
}
