using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>An appointment as the palette offers it.</summary>
public sealed record AppointmentLine(long Id, long ClientId, string Title, LocalDateTime Start, string Therapist, string? Room);

/// <summary>Finds the next appointment of each of some clients, for going there from anywhere.</summary>
public sealed class NextAppointments(CrmDbContext db) : IOperation
{
    /// <summary>At most one a client, not cancelled, still to come or going on.</summary>
    public async Task<IReadOnlyList<AppointmentLine>> RunAsync(Actor actor, IReadOnlyCollection<long> clients, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        if (clients.Count == 0) return [];
        var now = actor.Now;
        var rows = await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => clients.Contains(a.ClientId) && a.EndTime > now && a.Status != AppointmentStatus.Cancelled).OrderBy(a => a.StartTime).Take(50)
            .Select(a => new AppointmentLine(a.Id, a.ClientId, a.Title, a.LocalStart, a.Therapist!.FirstName + " " + a.Therapist.LastName, a.Room!.Name)).ToListAsync(cancel);
        return [.. rows.DistinctBy(r => r.ClientId)];
    }
}
