using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Printing;

/// <summary>Writes a day sheet as tables: for the print page, and as a file that needs nothing but itself.</summary>
public sealed class DaySheetHtml(Words words, Times times)
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private const string Style = """
        body{font:14px/1.4 system-ui,sans-serif;color:#111;background:#fff;margin:1.5rem auto;max-width:60rem;padding:0 1rem}h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}
        h2 small,p{color:#444;font-weight:400}table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{border-bottom:1px solid #999;padding:.25rem .5rem .25rem 0;text-align:left;vertical-align:top}thead th{font-size:.8rem;color:#444}
        .when{white-space:nowrap;width:8rem}.tick{width:4.5rem}.free td,.free th{color:#666;font-weight:400}section{break-inside:avoid}thead{display:table-header-group}tr{break-inside:avoid}nav a{margin-right:1rem}@page{margin:14mm 12mm}@media print{nav{display:none}body{margin:0;max-width:none;padding:0}.part{break-before:page}}
        """;

    /// <summary>A whole file: both sides of the day, with its own looks, without script and without a link to elsewhere.</summary>
    /// <param name="sides">The same location and day by room and by therapist.</param>
    public string File(IReadOnlyList<DaySheetPages> sides)
    {
        var board = sides[0].Board;
        var title = Encode(words["Day sheet, {0}, {1}", board.Location.Name, Times.LongDay(board.Day)]);
        var html = new StringBuilder().Append(Plain, $"<!DOCTYPE html>\n<html lang=\"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1><p>{Encode(words["As it stood at {0}.", times.Moment(board.Now)])} {Encode(Closed(board))}</p><nav>");
        foreach (var side in sides) html.Append(Plain, $"<a href=\"#{side.Board.By}\">{Encode(words.Of(side.Board.By))}</a>");
        html.Append("</nav>");
        foreach (var side in sides) html.Append(Plain, $"<div class=\"part\" id=\"{side.Board.By}\">").Append(Sheets(side)).Append("</div>");
        return html.Append("</body></html>\n").ToString();
    }

    /// <summary>One section with a table for each room, therapist or device.</summary>
    public string Sheets(DaySheetPages sheets)
    {
        var html = new StringBuilder();
        var free = new List<string>();
        foreach (var page in sheets.Pages)
            if (page.Lines.All(l => l.Kind == BoardItemKind.Gap)) free.Add(page.Column.Name);
            else Sheet(html, sheets.Board, page);
        if (free.Count > 0) html.Append(Plain, $"<p>{Encode(words["Nothing booked: {0}", string.Join(", ", free)])}</p>");
        return html.ToString();
    }

    private void Sheet(StringBuilder html, Board board, DaySheetPage page)
    {
        var name = page.Column.Kind is null ? words["Online and at home"] : page.Column.Name;
        html.Append(Plain, $"<section class=\"sheet\"><h2><bdi>{Encode(name)}</bdi> <small>{Encode(page.Column.Note)}</small></h2><table><thead><tr><th class=\"when\">{Encode(words["Time"])}</th><th>{Encode(words["Who"])}</th><th>{Encode(words["What"])}</th><th>{Encode(board.By == BoardBy.Therapist ? words["Where"] : words["With"])}</th><th class=\"tick\">{Encode(words["Arrived"])}</th></tr></thead><tbody>");
        foreach (var line in page.Lines.Where(l => l.Kind != BoardItemKind.Gap || l.Slots.Length >= 3)) Line(html, board, line);
        html.Append("</tbody></table></section>");
    }

    private void Line(StringBuilder html, Board board, BoardItem line)
    {
        var when = $"{times.Clock(line.Slots.Start)}–{times.Clock(line.Slots.End)}";
        if (line is not { Kind: BoardItemKind.Appointment, Appointment: { } a })
        {
            var text = line.Kind switch
            {
                BoardItemKind.Gap => words["free"],
                BoardItemKind.Block => line.Title,
                BoardItemKind.Away => words["Away"],
                BoardItemKind.Elsewhere => words["At another location"],
                _ => words["Taken"],
            };
            html.Append(Plain, $"<tr class=\"free\"><th class=\"when\" scope=\"row\">{when}</th><td colspan=\"4\">{Encode(text)}</td></tr>");
            return;
        }
        var who = a.Who ?? words["{0} participants", a.Participants];
        var where = board.By == BoardBy.Therapist ? a.RoomName ?? words.Of(a.Place) : a.TherapistName;
        html.Append(Plain, $"<tr><th class=\"when\" scope=\"row\">{when}</th><td><bdi>{Encode(who)}</bdi>{(a.HasAlert ? $" <b>{Encode(words["Alert on file"])}</b>" : "")}</td><td>{Encode(a.Title)}{Encode(State(a))}</td><td><bdi>{Encode(where)}</bdi></td><td class=\"tick\">{(a.ArrivedAt is null ? "☐" : "☑")}</td></tr>");
    }

    private string? State(BoardAppointment a) => a.Status switch
    {
        AppointmentStatus.Completed or AppointmentStatus.NoShow => $" ({words.Of(a.Status)})",
        AppointmentStatus.Confirmed => null,
        _ when a.ArrivedAt is not null => null,
        _ => $" ({words["not confirmed"]})",
    };

    private string? Closed(Board board) => board.ClosedFor is { } name ? words["Closed on this day: {0}.", name] : null;

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
