using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Where it goes on after something was done with an appointment: the dialog closes and the board behind it looks again, or the next page opens.</summary>
public sealed class AppointmentEnd(Words words, Times times)
{
    /// <summary>The answer after a change that went well.</summary>
    /// <param name="action">What the history calls it.</param>
    public IActionResult After(PageModel page, Appointment appointment, string action)
    {
        if (!page.WantsFragment() || IsOwnPage(page)) return page.GoTo($"/appointments/{appointment.Id}");
        var undo = ScheduleAction.Undoable.Contains(action) ? page.Url.Content($"~/appointments/{appointment.Id}?handler=Undo") : null;
        return CloseDialog(page, new(Said(action, appointment), undo), $"open-{appointment.Id}");
    }

    /// <summary>The answer after several appointments of a series were changed.</summary>
    public IActionResult AfterMany(PageModel page, Appointment one, int count, string action)
    {
        if (!page.WantsFragment() || IsOwnPage(page)) return page.GoTo($"/series/{one.RecurrencePatternId}");
        var said = action == ScheduleAction.Cancelled ? words["{0} appointments cancelled.", count] : words["{0} appointments changed.", count];
        return CloseDialog(page, new(said, null), $"open-{one.Id}");
    }

    /// <summary>The answer after the appointment is no more.</summary>
    public IActionResult Gone(PageModel page, Appointment appointment) =>
        !page.WantsFragment() || IsOwnPage(page)
            ? page.GoTo($"/board?date={UrlDates.Text(appointment.LocalStart.Date)}&location={appointment.LocationId}")
            : CloseDialog(page, new(Said(ScheduleAction.Deleted, appointment), null), null);

    /// <summary>Closes the dialog, lets what is behind it look again, and says what was done.</summary>
    public static IActionResult CloseDialog(PageModel page, DoneModel done, string? focus)
    {
        if (Behind(page) is { } shown && !Live.Contains(shown.AbsolutePath, StringComparer.OrdinalIgnoreCase)) return page.GoTo(shown.PathAndQuery);
        page.Response.Trigger(BrowserEvents.Saved);
        page.Response.Trigger(BrowserEvents.CloseDialog);
        page.Response.Trigger(BrowserEvents.BoardChanged);
        if (focus is not null) page.Response.Trigger(BrowserEvents.Focus, focus);
        page.Response.Headers["HX-Reswap"] = "none";
        return page.Fragment("/Pages/Appointments/_Done.cshtml", done);
    }

    /// <summary>What was done, in a sentence.</summary>
    public string Said(string action, Appointment appointment) => action switch
    {
        ScheduleAction.Booked => words["Booked for {0}.", times.Moment(appointment.LocalStart)],
        ScheduleAction.Moved => words["Moved to {0}.", times.Moment(appointment.LocalStart)],
        ScheduleAction.Edited => words["Changes saved."],
        ScheduleAction.Cancelled => words["Appointment cancelled."],
        ScheduleAction.Arrived => words["Marked as arrived."],
        ScheduleAction.ArrivalUndone => words["Arrival taken back."],
        ScheduleAction.Confirmed => words["Appointment confirmed."],
        ScheduleAction.Completed => words["Appointment completed."],
        ScheduleAction.Missed => words["Marked as missed."],
        ScheduleAction.Undone => words["Taken back."],
        ScheduleAction.Deleted => words["Removed as entered in error."],
        _ => words["Done."],
    };

    /// <summary>True when the form stands on its own page and not in a dialog over another.</summary>
    public static bool IsOwnPage(PageModel page) =>
        Behind(page)?.AbsolutePath.StartsWith("/appointments/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Pages that show a change by themselves; others are loaded anew.</summary>
    private static readonly string[] Live = ["/", "/board", "/calendar"];

    private static Uri? Behind(PageModel page)
    {
        if (!Uri.TryCreate(page.Request.Headers["HX-Current-URL"].ToString(), UriKind.Absolute, out var shown)) return null;
        var root = page.Request.PathBase.Value ?? "";
        return root.Length > 0 && shown.PathAndQuery.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? new Uri(shown, shown.PathAndQuery[root.Length..]) : shown;
    }
}

/// <summary>A sentence about what was done, with the address that takes it back while that is possible.</summary>
public sealed record DoneModel(string Text, string? Undo);
