using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages;

/// <summary>Writes a column's day straight into the answer: a full board has hundreds of items, and a template for each would cost more than reading them.</summary>
public sealed class BoardItemsHtml(BoardView view, BoardColumn column) : IHtmlContent
{
    /// <summary>A gap shorter than this many slots is told, but is no target to press (WCAG 2.5.8).</summary>
    private const int ShortestButton = 3;

    private readonly string query = BoardView.Query(column);

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var item in column.Items)
        {
            writer.Write(item.Kind switch
            {
                BoardItemKind.Turnaround => "<li class=\"turnaround ",
                BoardItemKind.Closed or BoardItemKind.Away => "<li class=\"board-off ",
                _ => "<li class=\"",
            });
            Place(writer, item);
            writer.Write("\">");
            Content(writer, encoder, item);
            writer.Write("</li>\n");
        }
    }

    private void Content(TextWriter writer, HtmlEncoder encoder, BoardItem item)
    {
        if (item is { Kind: BoardItemKind.Appointment, Appointment: { } a }) Card(writer, encoder, item, a);
        else if (item.Kind == BoardItemKind.Gap) Gap(writer, encoder, item);
        else if (item.Kind is BoardItemKind.Block or BoardItemKind.Taken or BoardItemKind.Elsewhere) Block(writer, encoder, item);
        else if (view.Name(item) is { Length: > 0 } name) Tagged(writer, encoder, "<span>", name, "</span>");
        else Tagged(writer, encoder, "<span class=\"visually-hidden\">", view.Closed(item), "</span>");
    }

    private void Card(TextWriter writer, HtmlEncoder encoder, BoardItem item, BoardAppointment a)
    {
        var state = view.State(a);
        writer.Write("<div class=\"appt tint-");
        writer.Write(a.Colour);
        if (state is { } shown) { writer.Write(' '); writer.Write(shown.Class); }
        if (a.IsOverbooked) writer.Write(" is-overbooked");
        writer.Write(view.IsOpen(a) ? "\" data-keys data-move><a id=\"open-" : "\"><a id=\"open-");
        writer.Write(a.Id);
        writer.Write("\" class=\"appt-link\" href=\"/appointments/");
        writer.Write(a.Id);
        Tagged(writer, encoder, "\"><b>", view.Who(a), "</b><span class=\"appt-line\"><time>");
        Tagged(writer, encoder, "", view.Clock(item.Slots.From), "</time><span class=\"appt-end\">–<time>");
        Tagged(writer, encoder, "", view.Clock(item.Slots.To), "</time></span>");
        if (a.IsGroup) Members(writer, a);
        foreach (var (icon, word) in view.Marks(a))
        {
            Tagged(writer, encoder, "<span class=\"appt-mark\" title=\"", word, "\">");
            writer.Write(view.Icon(icon).Value);
            Tagged(writer, encoder, "<span class=\"visually-hidden\">", word, "</span></span>");
        }
        Tagged(writer, encoder, "</span><span class=\"appt-line appt-what\">", view.What(a), "</span></a>");
        if (state is { } s)
        {
            writer.Write("<span class=\"appt-status\">");
            writer.Write(view.Icon(s.Icon).Value);
            Tagged(writer, encoder, "<span>", s.Word, "</span></span>");
        }
        writer.Write("</div>");
    }

    private void Members(TextWriter writer, BoardAppointment a)
    {
        writer.Write("<span class=\"appt-mark\">");
        writer.Write(view.Icon("users").Value);
        writer.Write(a.Participants);
        if (a.MaxParticipants is { } most) writer.Write(string.Create(CultureInfo.InvariantCulture, $"/{most}"));
        writer.Write("</span>");
    }

    private void Gap(TextWriter writer, HtmlEncoder encoder, BoardItem item)
    {
        if (view.MayBook && item.Slots.Length >= ShortestButton)
        {
            Tagged(writer, encoder, "<a class=\"gap-button\" data-in-dialog href=\"", view.Address.Book(item.Slots.Start, query), "\">");
            Tagged(writer, encoder, "", view.Offer(column, item), "</a>");
        }
        else Tagged(writer, encoder, "<span class=\"visually-hidden\">", view.Free(item), "</span>");
    }

    private void Block(TextWriter writer, HtmlEncoder encoder, BoardItem item)
    {
        var opens = item.BlockId is not null;
        writer.Write(opens ? string.Create(CultureInfo.InvariantCulture, $"<a id=\"block-{item.BlockId}\" class=\"block\" href=\"/blocks/{item.BlockId}\" data-in-dialog>") : "<div class=\"block\">");
        Tagged(writer, encoder, "", view.Name(item), "<span class=\"appt-line\"><time>");
        Tagged(writer, encoder, "", view.Clock(item.Slots.From), "</time>–<time>");
        Tagged(writer, encoder, "", view.Clock(item.Slots.To), opens ? "</time></span></a>" : "</time></span></div>");
    }

    private void Place(TextWriter writer, BoardItem item)
    {
        writer.Write('r');
        writer.Write(item.Slots.From - view.Board.Shown.From);
        writer.Write(" h");
        writer.Write(item.Slots.Length);
        if (item.Lanes > 1) writer.Write(string.Create(CultureInfo.InvariantCulture, $" lane-{Math.Min(item.Lane, 8)}-{Math.Min(item.Lanes, 8)}"));
    }

    private static void Tagged(TextWriter writer, HtmlEncoder encoder, string before, string text, string after)
    {
        writer.Write(before);
        encoder.Encode(writer, text);
        writer.Write(after);
    }
}
