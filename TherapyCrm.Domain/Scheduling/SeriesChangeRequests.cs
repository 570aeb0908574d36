using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What happens to an occurrence whose new time or place is taken.</summary>
public enum OnChangeConflict
{
    /// <summary>Nothing is saved and the dates are reported.</summary>
    Report,

    /// <summary>It stays as it was.</summary>
    Keep,

    /// <summary>It leaves the board for the list of dates to place.</summary>
    SetAside,
}

/// <summary>A decision about one occurrence of a change.</summary>
public sealed record SeriesChangeDecision(long AppointmentId, OnChangeConflict Choice)
{
    /// <summary>Another room for this one.</summary>
    public long? RoomId { get; init; }

    /// <summary>Another time for this one.</summary>
    public LocalDateTime? Start { get; init; }
}

/// <summary>A change of a series; what is null stays.</summary>
public sealed record SeriesChangeRequest
{
    /// <summary>The occurrence it was started from.</summary>
    public required long AppointmentId { get; init; }
    public int? Version { get; init; }
    public required SeriesScope Scope { get; init; }

    /// <summary>New wall-clock time.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>Days later, or earlier when negative: −6 to 6.</summary>
    public int DayShift { get; init; }
    public int? Minutes { get; init; }
    public long? TherapistId { get; init; }
    public long? RoomId { get; init; }
    public bool AllowOutsideHours { get; init; }

    /// <summary>Occurrences to change although they would be left alone.</summary>
    public IReadOnlyCollection<long> Picked { get; init; } = [];
    public IReadOnlyList<SeriesChangeDecision> Decisions { get; init; } = [];

    /// <summary>For occurrences nobody decided about.</summary>
    public OnChangeConflict OnConflict { get; init; }
}

/// <summary>What becomes of one occurrence.</summary>
public enum SeriesChangeOutcome { Changed, LeftAlone, Kept, SetAside, Problem }

/// <summary>One occurrence before and after a change.</summary>
public sealed record SeriesChangeDate(
    long AppointmentId, LocalDateTime From, LocalDateTime To, SeriesChangeOutcome Outcome, LeftAlone? LeftAlone, IReadOnlyList<Problem> Problems);

/// <summary>What a change of a series comes to.</summary>
public sealed record SeriesChanged(IReadOnlyList<SeriesChangeDate> Dates)
{
    /// <summary>"This changes 11 appointments."</summary>
    public int Changes => Dates.Count(d => d.Outcome is not (SeriesChangeOutcome.LeftAlone or SeriesChangeOutcome.Kept));

    /// <summary>How many cannot be changed as asked.</summary>
    public int Problems => Dates.Count(d => d.Outcome == SeriesChangeOutcome.Problem);
}
