using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages;

/// <summary>The start page: the desk, one's own day, the practice's figures, each for who has the capability for it.</summary>
[SignedIn]
public sealed class TodayPage(
    TodayDesk todayDesk, TodayTherapist todayTherapist, TodayManager todayManager, UnsignedVisits unsignedVisits, CurrentActor current, AuditReads reads, Shell shell, Words words, Times times) : PageModel
{
    /// <summary>The front desk of a location; null for who does not book for others.</summary>
    public DeskDay? Desk { get; private set; }

    /// <summary>The desk's board with its words.</summary>
    public BoardView? View { get; private set; }

    /// <summary>One's own appointments; null for who takes none.</summary>
    public TherapistDay? Mine { get; private set; }

    /// <summary>The practice's figures; null for who does not see reports.</summary>
    public ManagerDay? Practice { get; private set; }

    /// <summary>Visits that wait for a signed note before they are billed, by therapist; empty where the practice does not have that rule, and for who does not bill.</summary>
    public IReadOnlyList<UnsignedOf> Unsigned { get; private set; } = [];

    /// <summary>The stream that tells when this page has to look again; null when nothing here changes by itself.</summary>
    public string? Live { get; private set; }

    /// <summary>Who reads.</summary>
    public string Name => current.Session?.FirstName ?? "";

    public async Task OnGetAsync(long? location, CancellationToken cancel)
    {
        var actor = current.Actor;
        if (actor.ReachOf(Permission.BookAppointments) >= Reach.Location && actor.May(Permission.ViewAppointments))
            Desk = await todayDesk.ReadAsync(actor, location, shell.PrivacyMode, cancel);
        Mine = await todayTherapist.ReadAsync(actor, shell.PrivacyMode, cancel);
        if (actor.May(Permission.ViewReports)) Practice = await todayManager.ReadAsync(actor, shell.PrivacyMode, cancel);
        if (Practice is not null && actor.May(Permission.ViewBilling)) Unsigned = await unsignedVisits.RunAsync(actor, cancel);
        if (Desk is { Board: { } board })
            View = new(board, new(board.Day, BoardBy.Room, board.Location.Id), actor, current.Session?.Uses24Hours ?? true, words, times, HttpContext);
        if (Shown() is var shown and > 0) reads.List("today.read", Sections(), shown);
        var day = Desk?.Board.Day ?? Mine?.Now.Date;
        if (day is { } today) Live = BoardAddress.Live(Desk is { } desk ? [desk.Board.Location.Id, .. Mine is null ? [] : actor.Locations] : actor.Locations, today, current.Now);
    }

    /// <summary>The form that books with the reader as therapist, at the start of a gap; null for who may not book.</summary>
    public string? Book(DaySlots? gap = null)
    {
        if (Mine is not { } mine || !current.Actor.May(Permission.BookAppointments)) return null;
        var start = gap is { } free ? $"&start={UrlDates.Text(free.Start < mine.Now.TimeOfDay && mine.Now.TimeOfDay < free.End ? DaySlots.TimeOf(DaySlots.Of(mine.Now.TimeOfDay)) : free.Start)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"/appointments/new?therapistId={current.Actor.UserId}&date={UrlDates.Text(mine.Now.Date)}{start}");
    }

    private int Shown() => (Desk is { } d ? d.Board.Appointments.Count + d.Unconfirmed.Count + d.ToPlace.Count : 0)
        + (Mine?.Entries.Count ?? 0) + (Practice is { } p ? p.Cancelled.Rows.Count + p.Exceptions.Count : 0);

    private string Sections() => string.Join(' ', new[] { Desk is null ? null : $"desk={Desk.Board.Location.Id}", Mine is null ? null : "own", Practice is null ? null : "practice" }.Where(s => s is not null));
}
