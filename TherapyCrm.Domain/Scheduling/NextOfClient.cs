using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>When a client comes next, for the appointment card.</summary>
public sealed class NextOfClient(CrmDbContext db) : IOperation
{
    /// <summary>Wall-clock starts after an instant, earliest first; cancelled ones are left out.</summary>
    public async Task<IReadOnlyList<LocalDateTime>> RunAsync(Actor actor, long clientId, Instant after, int most, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        return await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.ClientId == clientId && a.StartTime > after && a.Status != AppointmentStatus.Cancelled)
            .OrderBy(a => a.StartTime).Take(most).Select(a => a.LocalStart).ToListAsync(cancel);
    }
}
