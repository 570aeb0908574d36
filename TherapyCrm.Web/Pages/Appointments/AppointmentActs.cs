using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Something done to an appointment by one press.</summary>
public delegate Task<Outcome<Appointment>> AppointmentAct(Actor actor, AppointmentRef which, CancellationToken cancel);

/// <summary>Everything that is done to an appointment by one press.</summary>
public sealed class AppointmentActs(
    MarkArrived arrived, UndoArrival undoArrival, ConfirmAppointment confirm, CompleteAppointment complete, MarkMissed missed, UndoChange undo,
    DeleteAppointment delete, MarkAttendance attendance)
{
    public AppointmentAct Arrived => arrived.RunAsync;
    public AppointmentAct UndoArrival => undoArrival.RunAsync;
    public AppointmentAct Confirm => confirm.RunAsync;
    public AppointmentAct Complete => complete.RunAsync;
    public AppointmentAct Missed => missed.RunAsync;
    public AppointmentAct Undo => undo.RunAsync;
    public AppointmentAct Delete => delete.RunAsync;

    /// <summary>Notes how a participant's visit went.</summary>
    public Task<Outcome<Appointment>> Attendance(Actor actor, MarkAttendance.Request request, CancellationToken cancel) => attendance.RunAsync(actor, request, cancel);
}
