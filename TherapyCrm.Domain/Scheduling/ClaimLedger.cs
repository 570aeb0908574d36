using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>
/// The claims on some resources as they were read, and what a piece of work makes of them. It decides which unit each claim takes; when somebody else took it
/// since the reading, the table's key refuses the save, and the work starts again from a new reading.
/// </summary>
internal sealed class ClaimLedger
{
    private readonly CrmDbContext db;
    private readonly Dictionary<(OccupancyKind, long, int), List<Occupancy>> slices = [];

    public ClaimLedger(CrmDbContext db, IEnumerable<Occupancy> rows)
    {
        this.db = db;
        foreach (var row in rows) At(row).Add(row);
    }

    /// <summary>Appointments that lost company somewhere: what was overbooked may be so no more.</summary>
    public HashSet<long> Eased { get; } = [];

    /// <summary>The rows of others that leave a claim short of units in a slice where the holder has not got them already.</summary>
    public IEnumerable<Occupancy> InTheWay(Holder holder, IEnumerable<Claim> claims) =>
        from claim in claims
        from slice in Enumerable.Range(claim.First, Math.Max(0, claim.AfterLast - claim.First))
        let rows = At(claim, slice)
        let mine = rows.Count(holder.Holds)
        where mine < claim.Pieces && rows.Count - mine + claim.Pieces > claim.Capacity
        from row in rows
        where !holder.Holds(row)
        select row;

    /// <summary>True when what the holder has is more than there is, beside the others.</summary>
    public bool IsOverbooked(IEnumerable<Claim> claims) => claims.Any(claim =>
        Enumerable.Range(claim.First, Math.Max(0, claim.AfterLast - claim.First)).Any(slice => At(claim, slice).Count > claim.Capacity));

    /// <summary>
    /// Makes the holder have exactly these claims: keeps what it has of them, takes the lowest free units for the rest and lets go of what it needs no more.
    /// Overbooked claims of others move down onto units that come free, so that the slot never looks free. Nothing is saved yet.
    /// </summary>
    /// <param name="before">What it claimed until now; empty for a new one.</param>
    public void Hold(Holder holder, IReadOnlyCollection<Claim> before, IReadOnlyCollection<Claim> after)
    {
        var kept = new HashSet<Occupancy>();
        foreach (var claim in after)
            for (var slice = claim.First; slice < claim.AfterLast; slice++)
                Take(holder, claim, slice, kept);
        foreach (var key in before.SelectMany(Keys).Concat(after.SelectMany(Keys)).Distinct())
            if (slices.TryGetValue(key, out var rows)) Release(rows, [.. rows.Where(r => holder.Holds(r) && !kept.Contains(r))]);
    }

    private void Take(Holder holder, Claim claim, int slice, HashSet<Occupancy> kept)
    {
        var rows = At(claim, slice);
        var mine = rows.Where(holder.Holds).OrderBy(o => o.Unit).Take(claim.Pieces).ToList();
        kept.UnionWith(mine);
        for (var missing = claim.Pieces - mine.Count; missing > 0; missing--)
        {
            var row = Row(holder, claim.Kind, claim.ResourceId, slice, LowestFree(rows));
            db.Occupancies.Add(row);
            rows.Add(row);
            kept.Add(row);
        }
    }

    private void Release(List<Occupancy> rows, List<Occupancy> gone)
    {
        if (gone.Count == 0) return;
        foreach (var row in gone)
        {
            db.Occupancies.Remove(row);
            rows.Remove(row);
        }
        Eased.UnionWith(rows.Select(r => r.AppointmentId).OfType<long>());
        foreach (var high in rows.Where(r => r.Unit >= rows.Count).ToList())
        {
            var low = Row(new(high.AppointmentId, high.BlockId), high.Kind, high.ResourceId, high.Slice, LowestFree(rows));
            db.Occupancies.Remove(high);
            db.Occupancies.Add(low);
            rows.Remove(high);
            rows.Add(low);
        }
    }

    private static int LowestFree(List<Occupancy> rows)
    {
        var used = rows.Select(r => r.Unit).ToHashSet();
        return Enumerable.Range(0, rows.Count + 1).First(unit => !used.Contains(unit));
    }

    private static Occupancy Row(Holder holder, OccupancyKind kind, long resource, int slice, int unit) => new()
    {
        Kind = kind,
        ResourceId = resource,
        Slice = slice,
        Unit = unit,
        AppointmentId = holder.AppointmentId,
        BlockId = holder.BlockId,
    };

    private static IEnumerable<(OccupancyKind, long, int)> Keys(Claim claim) =>
        Enumerable.Range(claim.First, Math.Max(0, claim.AfterLast - claim.First)).Select(slice => (claim.Kind, claim.ResourceId, slice));

    private List<Occupancy> At(Occupancy row) => At((row.Kind, row.ResourceId, row.Slice));

    private List<Occupancy> At(Claim claim, int slice) => At((claim.Kind, claim.ResourceId, slice));

    private List<Occupancy> At((OccupancyKind, long, int) key)
    {
        if (!slices.TryGetValue(key, out var rows)) slices[key] = rows = [];
        return rows;
    }
}
