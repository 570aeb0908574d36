using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages;

/// <summary>A location's day side by side: the front desk's main screen.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class BoardPage(DayBoard dayBoard, CurrentActor current, AuditReads reads, Shell shell, Words words, Times times) : PageModel
{
    /// <summary>What is shown.</summary>
    public BoardView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? date, string? by, long? location, string? density, CancellationToken cancel)
    {
        var day = UrlDates.Day(date);
        if ((date is { Length: > 0 } && day is null) || !BoardAddress.TryBy(by, out var side)) return NotFound();
        var board = await dayBoard.ReadAsync(current.Actor, new() { LocationId = location, Day = day, By = side, Initials = shell.PrivacyMode }, cancel);
        reads.List("board.read", $"location={board.Location.Id} date={UrlDates.Text(board.Day)} by={BoardAddress.Text(side)}", board.Appointments.Count(a => a.IsSeen));
        var address = new BoardAddress(board.Day, side, board.Location.Id, density is "compact" or "comfortable" ? density : null);
        View = new BoardView(board, address, current.Actor, current.Session?.Uses24Hours ?? true, words, times, HttpContext);
        Response.Headers.Vary = "HX-Request";
        return this.WantsFragment() ? this.Fragment("_Board", View) : Page();
    }

    /// <summary>When a new booking starts unless told otherwise: the next half hour of today, else the day's beginning.</summary>
    public LocalTime NextStart
    {
        get
        {
            var now = View.Board.Now.TimeOfDay;
            var first = View.Board.Open is [{ } open, ..] ? open.Start : new LocalTime(9, 0);
            if (!View.Board.IsToday || now < first || now.Hour == 23) return first;
            return now.Minute < 30 ? new LocalTime(now.Hour, 30) : new LocalTime(now.Hour + 1, 0);
        }
    }

    /// <summary>The density that is not shown.</summary>
    public string OtherDensity => (View.Address.Density ?? shell.Density) == "comfortable" ? "compact" : "comfortable";

    /// <summary>The same day on another page.</summary>
    public string Other(string path) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["date"] = UrlDates.Text(View.Board.Day),
        ["location"] = View.Board.Location.Id.ToString(CultureInfo.InvariantCulture),
        ["by"] = BoardAddress.Text(View.Board.By),
    });
}
