using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Notes that the client did not come.</summary>
public sealed class MarkMissed(AppointmentChange change) : IOperation
{
    /// <summary>Turns an appointment that has begun into a missed one.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default) =>
        change.RunAsync(actor, request, ScheduleAction.Missed, a => Apply(actor, a), cancel);

    private static Problem? Apply(Actor actor, Appointment a)
    {
        if (a.Status == AppointmentStatus.NoShow) return AppointmentChange.Nothing;
        if (a.Status == AppointmentStatus.Cancelled) return Problem.Invalid("", "This appointment is cancelled.");
        if (a.Status == AppointmentStatus.Completed) return Problem.Invalid("", "This appointment is completed.");
        if (a.ArrivedAt is not null) return Problem.Invalid("", "The client has arrived; undo the arrival first.");
        if (a.StartTime > actor.Now) return Problem.Invalid("", "This appointment has not begun.");
        a.Status = AppointmentStatus.NoShow;
        return null;
    }
}
