using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Takes an appointment that was entered in error out of sight and frees what it held; its history stays.</summary>
public sealed class DeleteAppointment(AppointmentChange change) : IOperation
{
    /// <summary>Hides it everywhere.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default) =>
        change.RunAsync(actor, request, ScheduleAction.Deleted, a =>
        {
            a.DeletedAt = actor.Now;
            return null;
        }, cancel);
}
