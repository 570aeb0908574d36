using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages;

/// <summary>A therapist is ill today: the day's bookings moved or cancelled in one screen, with whom to ring.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class AwayModel(
    BookingChoices choices, AwayList awayList, TherapistAway therapistAway, CancellationTerms terms, CurrentActor current, Shell shell, Words words, Times times) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "staffId")]
    public long? StaffId { get; set; }

    [BindProperty(SupportsGet = true, Name = "date")]
    public string? Date { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    [BindProperty]
    public AwayForm Form { get; set; } = new();

    public BookingOptions Options { get; private set; } = null!;

    /// <summary>Null before anybody was chosen.</summary>
    public AwayBookings? List { get; private set; }

    public IReadOnlyList<CancellationReason> Reasons { get; private set; } = [];

    /// <summary>Why a booking could not be changed, by its number.</summary>
    public IReadOnlyDictionary<long, string> Failed { get; private set; } = new Dictionary<long, string>();

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    /// <summary>Notes the absence and does what was chosen for each booking.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Options = await choices.RunAsync(current.Actor, cancel);
        if (StaffId is not { } staff) return await AgainAsync([Problem.Invalid("StaffId", "Please choose a person.")], cancel);
        var (start, end) = Span();
        var outcome = await therapistAway.RunAsync(current.Actor, new() { StaffId = staff, From = start, To = end, Reason = TypedText.Kept(Form.Reason), Actions = Form.Actions() }, cancel);
        if (!outcome.Succeeded) return await AgainAsync(outcome.Problems, cancel);
        Failed = outcome.Value.Where(o => !o.IsDone).ToDictionary(o => o.AppointmentId, o => string.Join(" ", o.Problems.Select(p => words[p.Message, p.Args])));
        shell.Notice = words["The absence is noted; {0} bookings changed, {1} not.", outcome.Value.Count - Failed.Count, Failed.Count];
        ModelState.Clear();
        await ReadAsync(cancel);
        Form.Rows = [.. Form.Rows.Where(r => Failed.ContainsKey(r.AppointmentId))];
        if (Failed.Count > 0) Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        this.AddProblems(problems, "");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Options = await choices.RunAsync(current.Actor, cancel);
        Date = UrlDates.Text(UrlDates.Day(Date) ?? times.Now(Zone()).Date);
        if (StaffId is not { } staff) return;
        var (start, end) = Span();
        List = await awayList.GetAsync(current.Actor, staff, start, end, cancel);
        if (List.Bookings is [var any, ..]) Reasons = (await terms.GetAsync(current.Actor, any.AppointmentId, cancel)).Reasons;
    }

    private (Instant Start, Instant End) Span()
    {
        var (zone, day) = (Zone(), UrlDates.Day(Date) ?? times.Now(Zone()).Date);
        var start = UrlDates.Time(From) is { } from ? Zones.ToInstant(day + from, zone) : Zones.StartOfDay(day, zone);
        return (start, UrlDates.Time(To) is { } to ? Zones.ToInstant(day + to, zone) : Zones.StartOfDay(day.PlusDays(1), zone));
    }

    /// <summary>The zone of the person's first location.</summary>
    private string Zone()
    {
        var theirs = Options.Staff.FirstOrDefault(s => s.Id == StaffId)?.LocationIds ?? [];
        return Options.Locations.FirstOrDefault(l => theirs.Contains(l.Id))?.TimeZone ?? (Options.Locations is [var main, ..] ? main.TimeZone : "UTC");
    }
}
