namespace TherapyCrm.Domain.Scheduling;

/// <summary>Puts what overlaps side by side: each item gets the first lane that is free when it begins.</summary>
internal static class BoardLanes
{
    /// <param name="least">Lanes a column has anyhow: one for each piece of a device.</param>
    public static IEnumerable<BoardItem> Spread(List<BoardItem> items, int least)
    {
        if (items.Count == 0) return items;
        var sorted = items.OrderBy(i => i.Slots.From).ThenByDescending(i => i.Kind == BoardItemKind.Turnaround).ThenByDescending(i => i.Slots.Length).ThenBy(i => i.Appointment?.TherapistId).ToList();
        var spread = new List<BoardItem>(items.Count);
        var cluster = new List<(BoardItem Item, int Lane)>();
        var ends = new List<int>();
        foreach (var item in sorted)
        {
            if (ends.TrueForAll(end => end <= item.Slots.From)) Close(cluster, ends, spread, least);
            var lane = Following(cluster, item) ?? ends.FindIndex(end => end <= item.Slots.From);
            if (lane < 0) { lane = ends.Count; ends.Add(0); }
            ends[lane] = item.Slots.To;
            cluster.Add((item, lane));
        }
        Close(cluster, ends, spread, least);
        return spread;
    }

    /// <summary>A turnaround stays under its appointment.</summary>
    private static int? Following(List<(BoardItem Item, int Lane)> cluster, BoardItem item) => item.Kind != BoardItemKind.Turnaround ? null
        : cluster.Where(c => c.Item.Appointment == item.Appointment).Select(c => (int?)c.Lane).FirstOrDefault();

    private static void Close(List<(BoardItem Item, int Lane)> cluster, List<int> ends, List<BoardItem> spread, int least)
    {
        var lanes = Math.Max(least, ends.Count);
        spread.AddRange(cluster.Select(c => lanes == 1 ? c.Item : c.Item with { Lane = c.Lane + 1, Lanes = lanes }));
        cluster.Clear();
        ends.Clear();
    }
}
