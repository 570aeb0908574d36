using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Lays claims, finds what is in their way, and lets go of them. The table's key has the last word.</summary>
public static class Claims
{
    /// <summary>Rows that others hold of the claimed resources in the claimed slices.</summary>
    public static async Task<List<Occupancy>> HeldAsync(
        this CrmDbContext db, IReadOnlyCollection<Claim> claims, CancellationToken cancel, long? exceptAppointment = null, long? exceptBlock = null) =>
        claims.Count == 0 ? [] : await db.Occupancies.AsNoTracking().Where(AnyOf(claims))
            .Where(o => (o.AppointmentId == null || o.AppointmentId != exceptAppointment) && (o.BlockId == null || o.BlockId != exceptBlock)).ToListAsync(cancel);

    /// <summary>The held rows that leave a claim short of units.</summary>
    public static IEnumerable<Occupancy> InTheWay(IReadOnlyCollection<Claim> claims, IEnumerable<Occupancy> held)
    {
        var byResource = held.ToLookup(o => (o.Kind, o.ResourceId));
        return from claim in claims
               from slice in byResource[(claim.Kind, claim.ResourceId)].Where(o => o.Slice >= claim.First && o.Slice < claim.AfterLast).GroupBy(o => o.Slice)
               where slice.Count() + claim.Pieces > claim.Capacity
               from row in slice
               select row;
    }

    /// <summary>
    /// Makes an appointment or block hold exactly these claims: keeps what it has of them, takes the lowest free units for the rest, lets go of what it needs no
    /// more and moves overbooked claims of others down onto the units that come free. Nothing is saved yet.
    /// </summary>
    /// <param name="before">What it claimed until now; empty for a new one.</param>
    /// <param name="after">What it claims from now on; empty to let go of everything.</param>
    public static async Task HoldAsync(
        this CrmDbContext db, IReadOnlyCollection<Claim> before, IReadOnlyCollection<Claim> after, long? appointmentId, long? blockId, CancellationToken cancel)
    {
        if (before.Count + after.Count == 0) return;
        var rows = await db.Occupancies.Where(AnyOf(before.Concat(after))).ToListAsync(cancel);
        var slices = rows.ToLookup(o => (o.Kind, o.ResourceId, o.Slice));
        var kept = new HashSet<Occupancy>();
        foreach (var claim in after)
            for (var slice = claim.First; slice < claim.AfterLast; slice++)
                Take(db, claim, slice, slices[(claim.Kind, claim.ResourceId, slice)].ToList(), kept, appointmentId, blockId);
        var gone = rows.Where(o => IsOf(o, appointmentId, blockId) && !kept.Contains(o)).ToList();
        db.Occupancies.RemoveRange(gone);
        foreach (var key in gone.Select(o => (o.Kind, o.ResourceId, o.Slice)).Distinct())
            MoveDown(db, [.. slices[key].Except(gone).OrderBy(o => o.Unit)]);
    }

    /// <summary>How many pieces there are of each device.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> CapacitiesAsync(this CrmDbContext db, IReadOnlyCollection<long> equipment, CancellationToken cancel) =>
        await db.Equipment.Where(e => equipment.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Quantity, cancel);

    private static bool IsOf(Occupancy o, long? appointmentId, long? blockId) =>
        (appointmentId is not null && o.AppointmentId == appointmentId) || (blockId is not null && o.BlockId == blockId);

    private static void Take(
        CrmDbContext db, Claim claim, int slice, List<Occupancy> held, HashSet<Occupancy> kept, long? appointmentId, long? blockId)
    {
        var mine = held.Where(o => IsOf(o, appointmentId, blockId)).OrderBy(o => o.Unit).Take(claim.Pieces).ToList();
        kept.UnionWith(mine);
        foreach (var unit in FreeUnits(held.Select(o => o.Unit), claim.Pieces - mine.Count))
            db.Occupancies.Add(new Occupancy
            {
                Kind = claim.Kind,
                ResourceId = claim.ResourceId,
                Slice = slice,
                Unit = unit,
                AppointmentId = appointmentId,
                BlockId = blockId,
            });
    }

    private static void MoveDown(CrmDbContext db, List<Occupancy> left)
    {
        for (var unit = 0; unit < left.Count; unit++)
        {
            if (left[unit].Unit <= unit) continue;
            db.Occupancies.Remove(left[unit]);
            db.Occupancies.Add(new Occupancy
            {
                Kind = left[unit].Kind,
                ResourceId = left[unit].ResourceId,
                Slice = left[unit].Slice,
                Unit = unit,
                AppointmentId = left[unit].AppointmentId,
                BlockId = left[unit].BlockId,
            });
        }
    }

    private static IEnumerable<int> FreeUnits(IEnumerable<int> taken, int pieces)
    {
        var used = taken.ToHashSet();
        return Enumerable.Range(0, int.MaxValue).Where(unit => !used.Contains(unit)).Take(pieces);
    }

    private static Expression<Func<Occupancy, bool>> AnyOf(IEnumerable<Claim> claims)
    {
        Expression<Func<Occupancy, bool>> any = _ => false;
        foreach (var c in claims)
        {
            var (kind, resource, first, after) = (c.Kind, c.ResourceId, c.First, c.AfterLast);
            any = any.Or(o => o.Kind == kind && o.ResourceId == resource && o.Slice >= first && o.Slice < after);
        }
        return any;
    }
}
