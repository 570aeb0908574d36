using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Notes that the client said they will come.</summary>
public sealed class ConfirmAppointment(AppointmentChange change) : IOperation
{
    /// <summary>Turns a scheduled appointment into a confirmed one.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default) =>
        change.RunAsync(actor, request, ScheduleAction.Confirmed, a =>
        {
            if (a.Status == AppointmentStatus.Confirmed) return AppointmentChange.Nothing;
            if (a.Status != AppointmentStatus.Scheduled) return Problem.Invalid("", "Only a scheduled appointment can be confirmed.");
            a.Status = AppointmentStatus.Confirmed;
            return null;
        }, cancel);
}
