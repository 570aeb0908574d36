using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Puts what the history calls a change into words and a sign.</summary>
public static class HistoryWords
{
    /// <summary>The English words; the key of their translation.</summary>
    public static string Of(string action) => action switch
    {
        ScheduleAction.Booked => "Booked",
        ScheduleAction.Moved => "Moved",
        ScheduleAction.Edited => "Changed",
        ScheduleAction.Arrived => "Arrived",
        ScheduleAction.ArrivalUndone => "Arrival taken back",
        ScheduleAction.Confirmed => "Confirmed",
        ScheduleAction.Missed => "Missed",
        ScheduleAction.Completed => "Completed",
        ScheduleAction.Cancelled => "Cancelled",
        ScheduleAction.Undone => "Undone",
        ScheduleAction.Deleted => "Entered in error",
        ScheduleAction.ParticipantAdded => "Participant added",
        ScheduleAction.ParticipantRemoved => "Participant removed",
        ScheduleAction.Attendance => "Attendance noted",
        ScheduleAction.SetAside => "Set aside to place later",
        ScheduleAction.Rebased => "Adjusted to changed clocks",
        ScheduleAction.ClashEnded => "No longer overbooked",
        _ => action,
    };

    /// <summary>An icon of the sprite.</summary>
    public static string Icon(string action) => action switch
    {
        ScheduleAction.Booked => "calendar-plus",
        ScheduleAction.Moved => "move",
        ScheduleAction.Arrived => "user-check",
        ScheduleAction.Confirmed => "check",
        ScheduleAction.Completed => "check-check",
        ScheduleAction.Missed => "user-x",
        ScheduleAction.Cancelled or ScheduleAction.Deleted => "calendar-x",
        ScheduleAction.Undone or ScheduleAction.ArrivalUndone => "undo-2",
        ScheduleAction.ParticipantAdded or ScheduleAction.ParticipantRemoved or ScheduleAction.Attendance => "users",
        _ => "pencil",
    };
}
