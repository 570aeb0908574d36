using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>An appointment as the request that would book it, for forms that change or repeat it.</summary>
public sealed record BookedAppointment(long Id, int Version, AppointmentStatus Status, string TimeZone, string ClientName, BookingRequest Booking);

/// <summary>Reads an appointment back as a request; the look is on record.</summary>
public sealed class AppointmentAsBooked(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>The appointment, for changing it.</summary>
    /// <exception cref="NotFoundException">It is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It may be seen but not changed.</exception>
    public async Task<BookedAppointment> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var a = await db.Appointments.AsNoTracking().Include(a => a.Staff).Include(a => a.Equipment).Include(a => a.Participants)
            .AsSplitQuery().GetAsync(db, actor, id, Permission.BookAppointments, cancel);
        await reads.OneAsync(actor, "appointment.read", id, a.ClientId, cancel);
        var client = await db.Clients.VisibleTo(db, actor, Permission.ViewAppointments).Where(c => c.Id == a.ClientId)
            .Select(c => c.FirstName + " " + c.LastName).FirstOrDefaultAsync(cancel);
        return new(a.Id, a.Version, a.Status, a.TimeZone, client ?? "", MoveAppointment.BookingOf(a));
    }
}
