using Microsoft.EntityFrameworkCore;
using System.Linq.Expressions;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Reads the claims of the schedule. The key of their table has the last word (domain.md §3).</summary>
internal static class Claims
{
    /// <summary>More conditions than this are asked by a list of slices instead of one by one.</summary>
    private const int MostConditions = 60;

    /// <summary>The claims on all these resources in these slices, ready to be changed.</summary>
    public static async Task<ClaimLedger> LedgerAsync(this CrmDbContext db, IReadOnlyCollection<Claim> claims, CancellationToken cancel) =>
        new(db, claims.Count == 0 ? [] : await Rows(db, claims).ToListAsync(cancel));

    /// <summary>What an appointment claims now; nothing when cancelled, and nothing on past days, whose claims are pruned.</summary>
    public static async Task<IReadOnlyList<Claim>> ClaimsOfAsync(this CrmDbContext db, Appointment a, Instant now, CancellationToken cancel) =>
        !a.Occupies || IsPast(a.LocalStart.Date, a.TimeZone, now) ? []
        : Claim.Of(a, a.Equipment.Count == 0 ? NoDevices : await db.CapacitiesAsync([.. a.Equipment.Select(e => e.EquipmentId)], cancel));

    /// <summary>How many pieces there are of each device.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> CapacitiesAsync(this CrmDbContext db, IReadOnlyCollection<long> equipment, CancellationToken cancel) =>
        await db.Equipment.Where(e => equipment.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Quantity, cancel);

    /// <summary>True for a day that is over at the location, which nothing protects any more.</summary>
    public static bool IsPast(LocalDate day, string timeZone, Instant now) => day < Zones.ToLocal(now, timeZone).Date;

    private static readonly Dictionary<long, int> NoDevices = [];

    private static IQueryable<Occupancy> Rows(CrmDbContext db, IReadOnlyCollection<Claim> claims) =>
        db.Occupancies.Where(claims.Count <= MostConditions ? OneByOne(claims) : BySlices(claims));

    private static Expression<Func<Occupancy, bool>> OneByOne(IReadOnlyCollection<Claim> claims)
    {
        Expression<Func<Occupancy, bool>> any = _ => false;
        foreach (var c in claims.Distinct())
        {
            var (kind, resource, first, after) = (c.Kind, c.ResourceId, c.First, c.AfterLast);
            any = any.Or(o => o.Kind == kind && o.ResourceId == resource && o.Slice >= first && o.Slice < after);
        }
        return any;
    }

    /// <summary>All the resources in all the slices: somewhat more than asked for, in one question of fixed shape.</summary>
    private static Expression<Func<Occupancy, bool>> BySlices(IReadOnlyCollection<Claim> claims)
    {
        int[] slices = [.. claims.SelectMany(c => Enumerable.Range(c.First, Math.Max(0, c.AfterLast - c.First))).Distinct().Order()];
        Expression<Func<Occupancy, bool>> any = _ => false;
        foreach (var kind in claims.GroupBy(c => c.Kind))
        {
            var (of, ids) = (kind.Key, kind.Select(c => c.ResourceId).Distinct().ToArray());
            any = any.Or(o => o.Kind == of && EF.Parameter(ids).Contains(o.ResourceId) && EF.Parameter(slices).Contains(o.Slice));
        }
        return any;
    }
}
