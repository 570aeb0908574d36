using NodaTime;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A column while its day is filled in.</summary>
internal sealed class ColumnDraft(OccupancyKind? kind, ColumnRow row, BoardFrame frame)
{
    private readonly List<BoardItem> items = [.. row.Blocks.Select(b => new BoardItem(BoardItemKind.Block,
        new(frame.SlotOf(b.Start), frame.SlotOf(b.Start.PlusMinutes(b.Minutes)))) { BlockId = b.Id, BlockKind = b.Kind, Title = b.Title })];
    private readonly List<DaySlots> away = [.. row.Away.Select(a => new DaySlots(frame.SlotOf(a.From), UpTo(frame, a.To)))];

    public OccupancyKind? Kind => kind;
    public string Name => row.Name;
    public bool IsActive => row.IsActive;
    public bool IsEmpty => items.Count == 0;
    public bool IsAway => away.Count > 0;
    public IEnumerable<DaySlots> Taken => items.Select(i => i.Slots);

    /// <summary>True when the person works here on this day at all.</summary>
    public bool Works(IReadOnlyList<DaySlots>? open) => open is not { Count: 0 } && (!row.KeepsHours || row.Hours.Count > 0);

    public void Add(BoardAppointment a, DaySlots slots, int pieces)
    {
        if (slots.Length <= 0) return;
        var isElsewhere = a.LocationId != frame.Here.Id;
        var turnaround = (a.TurnaroundMinutes + SlotTime.Minutes - 1) / SlotTime.Minutes;
        if (kind is not OccupancyKind.Room && !(kind == OccupancyKind.Staff && a.TurnaroundForTherapist && a.TherapistId == row.Id)) turnaround = 0;
        var after = Math.Min(DaySlots.PerDay, slots.To + turnaround);
        // Of what is out of sight not even the turnaround is told apart.
        if (!a.IsSeen || isElsewhere)
        {
            items.Add(new(isElsewhere ? BoardItemKind.Elsewhere : BoardItemKind.Taken, slots with { To = after }) { Appointment = a, Pieces = pieces });
            return;
        }
        items.Add(new(BoardItemKind.Appointment, slots) { Appointment = a, Pieces = pieces });
        if (after > slots.To) items.Add(new(BoardItemKind.Turnaround, new(slots.To, after)) { Appointment = a, Pieces = pieces });
    }

    /// <summary>The column with its gaps, closed times and lanes, in order of time.</summary>
    /// <param name="open">For each slot of the day whether the location is open.</param>
    public BoardColumn Finish(bool[] open, DaySlots shown)
    {
        var bookable = kind is not null && row.IsActive;
        var (works, left) = (Works(open), Left());
        var all = new List<BoardItem>();
        if (bookable) all.AddRange(DaySlots.Where(s => works[s] && left[s] > 0).Select(g => new BoardItem(BoardItemKind.Gap, g) { Pieces = left[g.From..g.To].Min() }));
        foreach (var slots in away.Select(a => Cut(a, shown)).Where(a => a.Length > 0)) all.Add(new(BoardItemKind.Away, slots));
        if (row.Away.Count > 0) foreach (var a in away) Fill(works, a, true); // away is its own sign, not closed as well
        all.AddRange(DaySlots.Where(s => s >= shown.From && s < shown.To && (kind is null ? !open[s] : !bookable || !works[s])).Select(c => new BoardItem(BoardItemKind.Closed, c)));
        all.AddRange(BoardLanes.Spread(items, kind == OccupancyKind.Equipment ? row.Pieces : 1));
        all.Sort((x, y) => (x.Slots.From, x.Kind, x.Lane).CompareTo((y.Slots.From, y.Kind, y.Lane)));
        return new(kind, row.Id, row.Name, row.Pieces > 1 ? $"× {row.Pieces}" : row.Note, all);
    }

    private bool[] Works(bool[] open)
    {
        if (!row.KeepsHours && away.Count == 0) return open;
        var works = row.KeepsHours ? new bool[DaySlots.PerDay] : (bool[])open.Clone();
        foreach (var hours in row.Hours.Select(h => DaySlots.Between(h.From, h.To)))
            for (var slot = hours.From; slot < hours.To; slot++) works[slot] = open[slot];
        foreach (var a in away) Fill(works, a, false);
        return works;
    }

    /// <summary>Pieces nobody holds, slot by slot.</summary>
    private int[] Left()
    {
        var left = new int[DaySlots.PerDay];
        Array.Fill(left, row.Pieces);
        foreach (var item in items)
            for (var slot = item.Slots.From; slot < item.Slots.To; slot++) left[slot] -= item.Pieces;
        return left;
    }

    private static void Fill(bool[] slots, DaySlots which, bool value) => Array.Fill(slots, value, which.From, Math.Max(0, which.Length));

    private static DaySlots Cut(DaySlots slots, DaySlots shown) => new(Math.Max(slots.From, shown.From), Math.Min(slots.To, shown.To));

    private static int UpTo(BoardFrame frame, Instant end) => frame.SlotOf(end + Duration.FromMinutes(SlotTime.Minutes) - Duration.FromTicks(1));
}
