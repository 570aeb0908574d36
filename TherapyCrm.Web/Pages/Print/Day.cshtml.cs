using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;
using TherapyCrm.Web.Printing;

namespace TherapyCrm.Web.Pages.Print;

/// <summary>The day sheet of a location on paper, room by room or therapist by therapist.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class DayPage(DaySheet daySheet, DaySheetHtml html, CurrentActor current, AuditReads reads, Shell shell) : PageModel
{
    public Board Board { get; private set; } = null!;

    public BoardBy By { get; private set; }

    /// <summary>The tables, encoded.</summary>
    public string Sheets { get; private set; } = "";

    /// <summary>This sheet's address with another side or day.</summary>
    public string Address(BoardBy by, int days = 0) => (new BoardAddress(Board.Day.PlusDays(days), by, Board.Location.Id).ToString()).Replace("/board?", "/print/day?", StringComparison.Ordinal);

    public async Task<IActionResult> OnGetAsync(string? date, string? by, long? location, CancellationToken cancel)
    {
        var day = UrlDates.Day(date);
        if ((date is { Length: > 0 } && day is null) || !BoardAddress.TryBy(by, out var side)) return NotFound();
        var sheets = await daySheet.ReadAsync(current.Actor, new() { LocationId = location, Day = day, By = side, Initials = shell.PrivacyMode }, cancel);
        (Board, By, Sheets) = (sheets.Board, side, html.Sheets(sheets));
        reads.List("day_sheet.read", $"location={Board.Location.Id} date={UrlDates.Text(Board.Day)} by={BoardAddress.Text(side)}", Board.Appointments.Count(a => a.IsSeen));
        return Page();
    }
}
