using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>By which clock a location lives.</summary>
public sealed class LocationClock(CrmDbContext db)
{
    /// <summary>The zone of the location; of the main one when none is named or there is no such location, UTC before there is any.</summary>
    public async Task<string> ZoneAsync(Actor actor, long? locationId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        return await db.Locations.OrderByDescending(l => l.Id == locationId).ThenByDescending(l => l.IsMainLocation).ThenBy(l => l.Id)
            .Select(l => l.TimeZone).FirstOrDefaultAsync(cancel) ?? "UTC";
    }
}
