using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Notes that the appointment took place.</summary>
public sealed class CompleteAppointment(AppointmentChange change) : IOperation
{
    /// <summary>Turns an appointment of today or earlier into a completed one.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default) =>
        change.RunAsync(actor, request, ScheduleAction.Completed, a =>
        {
            if (a.Status == AppointmentStatus.Completed) return AppointmentChange.Nothing;
            if (a.Status == AppointmentStatus.Cancelled) return Problem.Invalid("", "This appointment is cancelled.");
            if (a.LocalStart.Date > Zones.ToLocal(actor.Now, a.TimeZone).Date) return Problem.Invalid("", "This appointment is on a later day.");
            a.Status = AppointmentStatus.Completed;
            return null;
        }, cancel);
}
