using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Moves an appointment to another time, room or therapist: the form behind dragging and behind the key m.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class MoveModel(
    AppointmentDetails details, BookingChoices choices, MoveAppointment moveAppointment, PreviewSeriesChange previewChange, ChangeSeries changeSeries,
    SeriesOccurrences occurrences, AppointmentEnd end, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public MoveForm Form { get; set; } = new();

    public AppointmentView View { get; private set; } = null!;

    public BookingOptions Options { get; private set; } = null!;

    /// <summary>It was dragged to its new place, so that nothing needs typing.</summary>
    public bool IsDropped { get; private set; }

    public WaysOut Ways { get; private set; } = WaysOut.None;

    /// <summary>Null when it is not part of a series.</summary>
    public ScopeChoice? Scopes { get; private set; }

    /// <summary>What a change of the series comes to, before it is made.</summary>
    public SeriesChanged? Preview { get; private set; }

    /// <summary>The form, with where it was dragged to.</summary>
    /// <param name="start">Local time, 2026-11-23T14:05.</param>
    /// <param name="scope">What of a series it is about, until something else is chosen.</param>
    public async Task<IActionResult> OnGetAsync(string? start, long? roomId, long? therapistId, SeriesScope scope, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var a = View.Appointment;
        var asked = start?.Split('T') is [var date, var time] ? (Day: UrlDates.Day(date), Time: UrlDates.Time(time)) : default;
        IsDropped = asked.Time is not null;
        Form = new()
        {
            Date = UrlDates.Text(asked.Day ?? a.LocalStart.Date),
            StartTime = UrlDates.Text(asked.Time ?? a.LocalStart.TimeOfDay),
            DurationMinutes = a.DurationMinutes,
            TherapistId = therapistId ?? a.TherapistId,
            RoomId = roomId ?? a.RoomId,
            Version = a.Version,
            Scope = Scopes is null ? SeriesScope.This : scope,
        };
        return this.PageOr("_MoveForm");
    }

    /// <summary>Moves it.</summary>
    /// <param name="take">The way out that was pressed.</param>
    public async Task<IActionResult> OnPostAsync(string? take, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        if (WaysOut.Read(take, out var taken)) (Form.Date, Form.StartTime, Form.RoomId) = (taken.Date, taken.Time, taken.RoomId ?? Form.RoomId);
        if (UrlDates.Day(Form.Date) is not { } day) return await AgainAsync([Problem.Invalid("Date", "Please give a date.")], cancel);
        if (UrlDates.Time(Form.StartTime) is not { } time) return await AgainAsync([Problem.Invalid("StartTime", "Please say when it starts.")], cancel);
        if (Form.Scope != SeriesScope.This) return await PreviewAsync(cancel);
        var outcome = await moveAppointment.RunAsync(current.Actor, Form.ToRequest(Id, day + time), cancel);
        return outcome.Succeeded ? end.After(this, outcome.Value, ScheduleAction.Moved) : await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Changes the series as shown before.</summary>
    public async Task<IActionResult> OnPostSeriesAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var outcome = await changeSeries.RunAsync(current.Actor, Form.ToSeriesRequest(View.Appointment), cancel);
        if (outcome.Succeeded) return end.AfterMany(this, View.Appointment, outcome.Value.Dates.Count(d => d.Outcome is SeriesChangeOutcome.Changed or SeriesChangeOutcome.SetAside), ScheduleAction.Moved);
        if (outcome.Problems.Select(p => p.Detail).OfType<SeriesChanged>().FirstOrDefault() is not { } shown) return await AgainAsync(outcome.Problems, cancel);
        Preview = shown;
        ModelState.Clear();
        return this.ShowForm("_SeriesChange", outcome.Problems, "");
    }

    private async Task<IActionResult> PreviewAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var outcome = await previewChange.RunAsync(current.Actor, Form.ToSeriesRequest(View.Appointment), cancel);
        if (!outcome.Succeeded) return await AgainAsync(outcome.Problems, cancel);
        Preview = outcome.Value;
        ModelState.Clear();
        return this.PageOr("_SeriesChange");
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Ways = WaysOut.Of(problems, current.Actor);
        if (ModelState.IsValid) ModelState.Clear();
        if (problems.Any(p => p.Kind == ProblemKind.Stale)) Form.Version = View.Appointment.Version;
        return this.ShowForm("_MoveForm", [.. problems.Select(BookingPage.AtItsField)]);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        View = await details.RunAsync(current.Actor, Id, cancel);
        if (!View.MayChange) throw new ForbiddenException();
        Scopes = await ScopeChoice.OfAsync(occurrences, current.Actor, View, cancel);
        Options = await choices.RunAsync(current.Actor, cancel);
    }
}
