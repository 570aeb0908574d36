using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Which day it is at the practice: by the clock of its main location.</summary>
public sealed class PracticeDay(CrmDbContext db) : IOperation
{
    private string? zone;

    /// <summary>The zone of the main location, else of the first that is active, else UTC.</summary>
    public async Task<string> ZoneAsync(CancellationToken cancel = default) => zone ??= await db.Locations.AsNoTracking()
        .OrderByDescending(l => l.IsActive).ThenByDescending(l => l.IsMainLocation).ThenBy(l => l.Id).Select(l => l.TimeZone)
        .FirstOrDefaultAsync(cancel) ?? "UTC";

    /// <summary>The date there at that instant.</summary>
    public async Task<LocalDate> OfAsync(Instant now, CancellationToken cancel = default) => Zones.ToLocal(now, await ZoneAsync(cancel)).Date;
}
