using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Audit;

/// <summary>Who did and saw what.</summary>
[RequirePermission(Permission.ViewAudit)]
public sealed class LogPage(AuditTrail auditTrail, People people, CurrentActor current, Moments moments) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? From { get; set; }
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    [BindProperty(SupportsGet = true, Name = "user")] public long? UserId { get; set; }
    [BindProperty(SupportsGet = true)] public string? Type { get; set; }
    [BindProperty(SupportsGet = true)] public AuditOutcome? Outcome { get; set; }
    public IReadOnlyList<Choice> People { get; private set; } = [];
    public IReadOnlyList<string> Types { get; private set; } = [];
    public PageOf<AuditRow> List { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery] int page, CancellationToken cancel)
    {
        (People, Types) = (await people.ChoicesAsync(cancel), await auditTrail.TypesAsync(cancel));
        List = await auditTrail.RunAsync(current.Actor, new()
        {
            From = Start(UrlDates.Day(From)), To = Start(UrlDates.Day(To)?.PlusDays(1)), UserId = UserId, InformationType = Type, Outcome = Outcome, Page = page,
        }, cancel);
    }

    private Instant? Start(LocalDate? day) => day is { } known ? Zones.StartOfDay(known, moments.Zone) : null;
}
