using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Everything about one appointment, as a page and as a dialog, with all that is done to it by one press.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class ShowModel(AppointmentDetails details, AppointmentHistory history, AppointmentActs acts, AppointmentEnd end, StartNote startNote, Shell shell, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The version the person saw when pressing.</summary>
    [BindProperty]
    public int? Version { get; set; }

    public AppointmentView View { get; private set; } = null!;

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>What is offered at this moment.</summary>
    public AppointmentOffers Offers { get; private set; } = null!;

    /// <summary>True when the reader writes notes; whether of this client or group, the note's own door says.</summary>
    public bool MayWriteNote => current.Actor.May(Permission.WriteClinical) && View is { Appointment: { Status: not AppointmentStatus.Cancelled } appointment } && (View.Client is not null || appointment.IsGroupSession);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (History.FirstOrDefault(l => l.MayUndo) is { } last && !this.WantsFragment())
            shell.Undo = new UndoOffer(end.Said(last.Action, View.Appointment), Url.Content($"~/appointments/{Id}?handler=Undo"));
        return this.PageOr("_Appointment");
    }

    public Task<IActionResult> OnPostArrivedAsync(CancellationToken cancel) => ActAsync(acts.Arrived, ScheduleAction.Arrived, cancel);

    public Task<IActionResult> OnPostUndoArrivalAsync(CancellationToken cancel) => ActAsync(acts.UndoArrival, ScheduleAction.ArrivalUndone, cancel);

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) => ActAsync(acts.Confirm, ScheduleAction.Confirmed, cancel);

    /// <summary>Completing one's own visit opens the draft of its note (domain.md §1).</summary>
    public async Task<IActionResult> OnPostCompleteAsync(CancellationToken cancel)
    {
        var outcome = await acts.Complete(current.Actor, new(Id, Version), cancel);
        if (!outcome.Succeeded) return await RefusedAsync(outcome.Problems, cancel);
        var own = outcome.Value.TherapistId == current.Actor.UserId && await startNote.MayAsync(current.Actor, Id, cancel);
        return own && await startNote.RunAsync(current.Actor, new() { AppointmentId = Id }, cancel) is { Succeeded: true } note
            ? this.GoTo(Notes.NoteAddress.Of(note.Value)) : end.After(this, outcome.Value, ScheduleAction.Completed);
    }

    public Task<IActionResult> OnPostMissedAsync(CancellationToken cancel) => ActAsync(acts.Missed, ScheduleAction.Missed, cancel);

    public Task<IActionResult> OnPostUndoAsync(CancellationToken cancel) => ActAsync(acts.Undo, ScheduleAction.Undone, cancel);

    /// <summary>Opens the draft of the note about this visit.</summary>
    [HandlerNeeds(Permission.WriteClinical)]
    public async Task<IActionResult> OnPostNoteAsync(CancellationToken cancel)
    {
        var outcome = await startNote.RunAsync(current.Actor, new() { AppointmentId = Id }, cancel);
        return outcome.Succeeded ? this.GoTo(Notes.NoteAddress.Of(outcome.Value)) : await RefusedAsync(outcome.Problems, cancel);
    }

    /// <summary>Takes an appointment that was entered in error out of sight.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancel)
    {
        var outcome = await acts.Delete(current.Actor, new(Id, Version), cancel);
        return outcome.Succeeded ? end.Gone(this, outcome.Value) : await RefusedAsync(outcome.Problems, cancel);
    }

    /// <summary>Notes how a participant's visit went.</summary>
    public async Task<IActionResult> OnPostAttendanceAsync(long participantId, Attendance attendance, CancellationToken cancel)
    {
        var outcome = await acts.Attendance(current.Actor, new(Id, participantId, attendance, Version), cancel);
        if (!outcome.Succeeded) return await RefusedAsync(outcome.Problems, cancel);
        if (!this.WantsFragment()) return this.GoTo($"/appointments/{Id}");
        await ReadAsync(cancel);
        return this.Fragment("_Appointment", this);
    }

    private async Task<IActionResult> ActAsync(AppointmentAct act, string action, CancellationToken cancel)
    {
        var outcome = await act(current.Actor, new(Id, Version), cancel);
        return outcome.Succeeded ? end.After(this, outcome.Value, action) : await RefusedAsync(outcome.Problems, cancel);
    }

    /// <summary>The appointment as it is, with what stood in the way; opened in the dialog when it was pressed elsewhere.</summary>
    private async Task<IActionResult> RefusedAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        ModelState.Clear();
        if (Request.Headers["HX-Target"] != "appointment")
        {
            Response.Headers["HX-Retarget"] = "#dialog-body";
            Response.Headers["HX-Reswap"] = "innerHTML";
        }
        return this.ShowForm("_Appointment", problems);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        View = await details.RunAsync(current.Actor, Id, cancel);
        History = await history.RunAsync(current.Actor, Id, cancel);
        Offers = AppointmentOffers.Of(View, current.Actor.Now);
    }
}
