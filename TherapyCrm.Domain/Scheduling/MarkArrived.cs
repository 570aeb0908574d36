using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Notes that the client is here; one who was marked missed came after all.</summary>
public sealed class MarkArrived(AppointmentChange change) : IOperation
{
    /// <summary>Sets the time of arrival to now.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default) =>
        change.RunAsync(actor, request, ScheduleAction.Arrived, a => Apply(actor, a), cancel);

    private static Problem? Apply(Actor actor, Appointment a)
    {
        if (a.Status == AppointmentStatus.Cancelled) return Problem.Invalid("", "This appointment is cancelled.");
        if (a.ArrivedAt is not null) return AppointmentChange.Nothing;
        if (a.LocalStart.Date > Zones.ToLocal(actor.Now, a.TimeZone).Date) return Problem.Invalid("", "This appointment is on a later day.");
        a.ArrivedAt = actor.Now;
        if (a.Status == AppointmentStatus.NoShow) a.Status = AppointmentStatus.Scheduled;
        return null;
    }
}

/// <summary>Takes back an arrival that was noted by mistake, at any time.</summary>
public sealed class UndoArrival(AppointmentChange change) : IOperation
{
    /// <summary>Clears the time of arrival.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default) =>
        change.RunAsync(actor, request, ScheduleAction.ArrivalUndone, a =>
        {
            if (a.ArrivedAt is null) return AppointmentChange.Nothing;
            a.ArrivedAt = null;
            return null;
        }, cancel);
}
