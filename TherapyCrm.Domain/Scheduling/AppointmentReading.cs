using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Reads appointments with all that decides what they claim.</summary>
public static class AppointmentReading
{
    /// <summary>With staff, devices and participants.</summary>
    public static IQueryable<Appointment> WithParts(this IQueryable<Appointment> appointments) =>
        appointments.Include(a => a.Staff).Include(a => a.Equipment).Include(a => a.Participants).AsSplitQuery();
}
