using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Clears away the claims of past days, which nothing protects any more; a nightly job.</summary>
public sealed class PruneClaims(CrmDbContext db) : IOperation
{
    private const int SlicesADay = 24 * 60 / SlotTime.Minutes;

    /// <summary>How many rows went.</summary>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var zones = await db.Locations.Select(l => l.TimeZone).Distinct().ToListAsync(cancel);
        if (zones.Count == 0 || await db.Occupancies.MinAsync(o => (int?)o.Slice, cancel) is not { } slice) return 0;
        var before = zones.Min(zone => SlotTime.SliceOf(Zones.StartOfDay(Zones.ToLocal(actor.Now, zone).Date, zone)));
        var gone = 0;
        for (; slice < before; slice = Math.Min(slice + SlicesADay, before))
        {
            // A day at a time, so that no lock is held on much of the table.
            var until = Math.Min(slice + SlicesADay, before);
            gone += await db.Occupancies.Where(o => o.Slice < until).ExecuteDeleteAsync(cancel);
        }
        return gone;
    }
}
