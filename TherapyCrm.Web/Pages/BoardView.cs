using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages;

/// <summary>A board with the words, addresses and classes that its page writes.</summary>
public sealed class BoardView(Board board, BoardAddress address, Actor actor, bool uses24Hours, Words words, Times times, HttpContext http)
{
    private readonly string sprite = $"{http.Request.PathBase}/{http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?["icons.svg"] ?? "icons.svg"}";
    private readonly Dictionary<int, string> clocks = [];
    private readonly Dictionary<string, HtmlString> icons = [];
    private readonly Dictionary<(string?, string?), string> whats = [];

    /// <summary>What is shown.</summary>
    public Board Board => board;

    /// <summary>Where this board is found.</summary>
    public BoardAddress Address => address;

    /// <summary>True when the reader may book here.</summary>
    public bool MayBook { get; } = actor.May(Permission.BookAppointments);

    /// <summary>True when the reader writes notes.</summary>
    public bool MayWriteNotes { get; } = actor.May(Permission.WriteClinical);

    /// <summary>The board's title: the day in full.</summary>
    public string DayTitle { get; } = Times.LongDay(board.Day);

    /// <summary>Under the title: opening hours, or why it is closed.</summary>
    public string Hours => board.ClosedFor is { } name ? words["Closed: {0}", name]
        : board.Open.Count == 0 ? words["Closed on this day"]
        : words["Open {0}", string.Join(", ", board.Open.Select(o => $"{Clock(o.From)}–{Clock(o.To)}"))];

    /// <summary>First moment of the grid as the scripts read it.</summary>
    public string GridStart { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(board.Day + board.Shown.Start);

    /// <summary>Milliseconds of the grid's first row.</summary>
    public long GridStartUtc { get; } = (board.DayStart + Duration.FromMinutes(board.Shown.From * SlotTime.Minutes)).ToUnixTimeMilliseconds();

    /// <summary>12 or 24.</summary>
    public string HourFormat => uses24Hours ? "24" : "12";

    /// <summary>The time at a slot, as the reader's settings write it.</summary>
    public string Clock(int slot) => clocks.TryGetValue(slot, out var known) ? known : clocks[slot] = times.Clock(DaySlots.TimeOf(slot));

    /// <summary>The column as the booking form's address names it.</summary>
    public static string Query(BoardColumn column) => column.Kind switch
    {
        OccupancyKind.Room => string.Create(CultureInfo.InvariantCulture, $"roomId={column.Id}"),
        OccupancyKind.Staff => string.Create(CultureInfo.InvariantCulture, $"therapistId={column.Id}"),
        OccupancyKind.Equipment => string.Create(CultureInfo.InvariantCulture, $"equipmentId={column.Id}"),
        _ => "",
    };

    /// <summary>The column's name; visits without a room have none of their own.</summary>
    public string NameOf(BoardColumn column) => column.Kind is null ? words["Online and at home"] : column.Name;

    /// <summary>What a gap offers: "Book Room 2, free 10:45–16:15".</summary>
    public string Offer(BoardColumn column, BoardItem gap) => gap.Pieces > 1
        ? words["Book {0}, {3} free {1}–{2}", column.Name, Clock(gap.Slots.From), Clock(gap.Slots.To), gap.Pieces]
        : words["Book {0}, free {1}–{2}", column.Name, Clock(gap.Slots.From), Clock(gap.Slots.To)];

    /// <summary>What a gap too short to press says.</summary>
    public string Free(BoardItem gap) => words["Free {0}–{1}", Clock(gap.Slots.From), Clock(gap.Slots.To)];

    /// <summary>What a stretch without a sign of its own says to who cannot see it.</summary>
    public string Closed(BoardItem item) => words["Not bookable {0}–{1}", Clock(item.Slots.From), Clock(item.Slots.To)];

    /// <summary>What a stretch without an appointment is.</summary>
    public string Name(BoardItem item) => item.Kind switch
    {
        BoardItemKind.Away => words["Away"],
        BoardItemKind.Taken => words["Taken"],
        BoardItemKind.Elsewhere => words["At another location"],
        BoardItemKind.Turnaround => words["Turnaround"],
        BoardItemKind.Block => item.Title ?? "",
        _ => board.ClosedFor is null ? "" : words["Closed"],
    };

    /// <summary>Who comes, or the group.</summary>
    public string Who(BoardAppointment a) => a.Who ?? (a.IsGroup ? a.Title ?? words["Group"] : words["Taken"]);

    /// <summary>What it is, with whom or where, as this side of the board does not say already.</summary>
    public string What(BoardAppointment a)
    {
        var title = a.IsGroup ? null : a.Title;
        if (board.By == BoardBy.Equipment) return string.Join(" · ", new[] { title, a.TherapistName, a.RoomName }.Where(s => !string.IsNullOrEmpty(s)));
        var other = board.By == BoardBy.Therapist ? a.RoomName ?? PlaceName(a) : a.TherapistName;
        if (title is null || other is null) return title ?? other ?? "";
        return whats.TryGetValue((title, other), out var known) ? known : whats[(title, other)] = $"{title} · {other}";
    }

    /// <summary>Online or at home; null in the practice.</summary>
    public string? PlaceName(BoardAppointment a) => a.Place == AppointmentPlace.Practice ? null : words.Of(a.Place);

    /// <summary>How far it has come: class, icon and word; null while there is nothing to say.</summary>
    public (string Class, string Icon, string Word)? State(BoardAppointment a) => a.Status switch
    {
        AppointmentStatus.Completed => ("is-completed", "check-check", words["Completed"]),
        AppointmentStatus.NoShow => ("is-noshow", "user-x", words["Missed"]),
        AppointmentStatus.Cancelled => ("is-cancelled", "ban", words["Cancelled"]),
        _ when a.ArrivedAt is { } at => ("is-arrived", "user-check", words["Arrived {0}", Arrived(at)]),
        _ when a.IsLate(board.NowUtc, 5) => ("is-late", "clock-alert", words["Late"]),
        AppointmentStatus.Confirmed => ("is-confirmed", "check", words["Confirmed"]),
        _ => null,
    };

    /// <summary>What else is to be known of it: icon and word.</summary>
    public IEnumerable<(string Icon, string Word)> Marks(BoardAppointment a) =>
        a is { HasAlert: false, IsOverbooked: false, NeedsInterpreter: false, IsSeries: false, Place: AppointmentPlace.Practice } ? [] : MarksOf(a);

    /// <summary>True while the desk can still say arrived or missed.</summary>
    public bool IsOpen(BoardAppointment a) => MayBook && a.IsSeen && a.Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed;

    /// <summary>An icon of the sprite, written without a tag helper: a full day has hundreds.</summary>
    public HtmlString Icon(string name) => icons.TryGetValue(name, out var known) ? known
        : icons[name] = new($"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{sprite}#{name}\"></use></svg>");

    private IEnumerable<(string Icon, string Word)> MarksOf(BoardAppointment a)
    {
        if (a.HasAlert) yield return ("shield-alert", words["Alert on file"]);
        if (a.IsOverbooked) yield return ("triangle-alert", words["Overbooked"]);
        if (a.NeedsInterpreter) yield return ("languages", words["Interpreter"]);
        if (a.Place == AppointmentPlace.Online) yield return ("video", words["Online"]);
        if (a.Place == AppointmentPlace.Home) yield return ("house", words["At home"]);
        if (a.IsSeries) yield return ("repeat", words["Series"]);
    }

    private string Arrived(Instant at) => times.Clock(Domain.Common.Zones.ToLocal(at, board.Location.TimeZone).TimeOfDay);
}
