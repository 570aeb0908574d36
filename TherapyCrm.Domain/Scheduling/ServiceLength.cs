using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How long a service lasts, where a series does not say.</summary>
public sealed class ServiceLength(CrmDbContext db)
{
    /// <summary>Minutes; null when there is no such service.</summary>
    public async Task<int?> MinutesAsync(Actor actor, long? serviceCodeId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        return serviceCodeId is not { } id ? null : await db.ServiceCodes.Where(s => s.Id == id).Select(s => (int?)s.DefaultDuration).FirstOrDefaultAsync(cancel);
    }
}
