using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Cancels an appointment: why, whose wish it was, and what notice that gives.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class CancelModel(
    AppointmentDetails details, CancellationTerms terms, CancelAppointment cancelAppointment, CancelSeries cancelSeries, SeriesOccurrences occurrences, AppointmentEnd end,
    CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public CancelForm Form { get; set; } = new();

    public AppointmentView View { get; private set; } = null!;

    /// <summary>What notice cancelling now gives, and the practice's reasons.</summary>
    public CancellationNotice Notice { get; private set; } = null!;

    /// <summary>Null when it is not part of a series.</summary>
    public ScopeChoice? Scopes { get; private set; }

    /// <param name="scope">What of a series it is about, until something else is chosen.</param>
    public async Task<IActionResult> OnGetAsync(SeriesScope scope, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Scopes is not null) Form.Scope = scope;
        Form.Version = View.Appointment.Version;
        return this.PageOr("_CancelForm");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Form.Scope != SeriesScope.This) return await CancelSeriesAsync(cancel);
        var outcome = await cancelAppointment.RunAsync(current.Actor, Form.ToRequest(Id), cancel);
        if (outcome.Succeeded) return end.After(this, outcome.Value.Appointment, ScheduleAction.Cancelled);
        return await AgainAsync(outcome.Problems, cancel);
    }

    private async Task<IActionResult> CancelSeriesAsync(CancellationToken cancel)
    {
        var outcome = await cancelSeries.RunAsync(current.Actor, Form.ToSeriesRequest(Id), cancel);
        return outcome.Succeeded ? end.AfterMany(this, outcome.Value[0].Appointment, outcome.Value.Count, ScheduleAction.Cancelled) : await AgainAsync(outcome.Problems, cancel);
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (problems.Any(p => p.Kind == ProblemKind.Stale)) Form.Version = View.Appointment.Version;
        ModelState.Clear();
        return this.ShowForm("_CancelForm", [.. problems.Select(BookingPage.AtItsField)]);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        View = await details.RunAsync(current.Actor, Id, cancel);
        Scopes = await ScopeChoice.OfAsync(occurrences, current.Actor, View, cancel);
        Notice = await terms.GetAsync(current.Actor, Id, cancel);
    }
}

/// <summary>A cancellation as far as it is filled in.</summary>
public sealed class CancelForm
{
    /// <summary>The fields in the order of the form.</summary>
    public static readonly string[] FieldOrder = ["Form.ReasonId", "Form.Reason", "Form.Notes"];

    public long? ReasonId { get; set; }
    public string? Reason { get; set; }
    public CancelledBy CancelledBy { get; set; }
    public string? Notes { get; set; }
    public int? Version { get; set; }
    public SeriesScope Scope { get; set; }
    public List<long> Picked { get; set; } = [];

    /// <summary>The request.</summary>
    public CancelAppointment.Request ToRequest(long id) => new()
    {
        AppointmentId = id,
        Version = Version,
        ReasonId = ReasonId,
        Reason = TypedText.Kept(Reason),
        CancelledBy = CancelledBy,
        Notes = Notes,
    };

    /// <summary>The request for more of the series.</summary>
    public CancelSeries.Request ToSeriesRequest(long id) => new()
    {
        AppointmentId = id,
        Version = Version,
        Scope = Scope,
        Picked = Picked,
        ReasonId = ReasonId,
        Reason = TypedText.Kept(Reason),
        CancelledBy = CancelledBy,
        Notes = Notes,
    };
}
