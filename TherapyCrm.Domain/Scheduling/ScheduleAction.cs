namespace TherapyCrm.Domain.Scheduling;

/// <summary>What the history calls a change (<see cref="ScheduleChange.Action"/>); the audit prefixes <c>appointment.</c> or <c>block.</c>.</summary>
public static class ScheduleAction
{
    public const string Booked = "booked";
    public const string Edited = "edited";
    public const string Moved = "moved";
    public const string Arrived = "arrived";
    public const string ArrivalUndone = "arrival-undone";
    public const string Confirmed = "confirmed";
    public const string Missed = "missed";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
    public const string Undone = "undone";
    public const string Deleted = "deleted";
    public const string ParticipantAdded = "participant-added";
    public const string ParticipantRemoved = "participant-removed";
    public const string Attendance = "attendance";
    public const string SetAside = "set-aside";
    public const string Rebased = "rebased";
    public const string ClashEnded = "clash-ended";

    /// <summary>Those that can be taken back for a minute.</summary>
    public static readonly IReadOnlyList<string> Undoable = [Moved, Arrived, Confirmed, Missed, Completed, Cancelled];
}
