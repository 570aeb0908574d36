using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What is to become of one date of a series.</summary>
public enum SeriesChoice
{
    /// <summary>Book it: as the rule says, or in the room or at the time of the decision.</summary>
    Keep,

    /// <summary>Leave it out, recorded as skipped.</summary>
    Skip,

    /// <summary>Put it on the list of dates to place.</summary>
    SetAside,
}

/// <summary>What happens to dates with a problem that nobody decided about.</summary>
public enum OnConflict
{
    /// <summary>Nothing is saved and the dates are reported.</summary>
    Report,

    /// <summary>They are left out, recorded as skipped.</summary>
    Skip,

    /// <summary>They go on the list of dates to place.</summary>
    Place,
}

/// <summary>A decision about one date of a series.</summary>
/// <param name="Date">The date the rule gives.</param>
public sealed record SeriesDecision(LocalDate Date, SeriesChoice Choice)
{
    /// <summary>Another room on this date.</summary>
    public long? RoomId { get; init; }

    /// <summary>Another time, on this or another day.</summary>
    public LocalDateTime? Start { get; init; }

    /// <summary>Confirms this date's warnings.</summary>
    public bool AllowOutsideHours { get; init; }

    /// <summary>Claims what is taken on this date; needs its own permission.</summary>
    public string? OverbookReason { get; init; }
}

/// <summary>A series as it is wanted: what each appointment is, when it repeats, and what was decided about single dates.</summary>
public sealed record SeriesRequest
{
    /// <summary>What each appointment is; its start and length are the rule's.</summary>
    public required BookingRequest Booking { get; init; }
    public required RecurrenceRule Rule { get; init; }
    public IReadOnlyList<SeriesDecision> Decisions { get; init; } = [];
    public OnConflict OnConflict { get; init; }
}

/// <summary>How one date of a series stands.</summary>
public enum SeriesDateState
{
    /// <summary>It can be booked.</summary>
    Free,

    /// <summary>It can, once the warnings are confirmed.</summary>
    Warning,

    /// <summary>Something it needs is taken.</summary>
    Conflict,

    /// <summary>Left out, as decided.</summary>
    Skipped,

    /// <summary>To place later, as decided.</summary>
    SetAside,
}

/// <summary>A room that is free at a date of a series.</summary>
public sealed record RoomChoice(long Id, string Name);

/// <summary>One date of a series before it is booked.</summary>
/// <param name="Date">The date the rule gives; the start may lie elsewhere by decision.</param>
/// <param name="Clock">Skipped: the clocks jump over the time and it starts later. Ambiguous: the earlier is taken.</param>
/// <param name="FreeRooms">Other rooms that are free at its time, when it has a problem.</param>
public sealed record SeriesDatePlan(
    LocalDate Date, LocalDateTime Start, Instant StartTime, Instant EndTime, long? RoomId, SeriesDateState State, IReadOnlyList<Problem> Problems,
    LocalTimeKind Clock, IReadOnlyList<RoomChoice> FreeRooms)
{
    /// <summary>What is in the way.</summary>
    public IReadOnlyList<Conflict> Conflicts => Problems.Select(p => p.Detail).OfType<ConflictDetail>().FirstOrDefault()?.Conflicts ?? [];
}

/// <summary>All dates of a series, and those the calendar does not have.</summary>
public sealed record SeriesPreview(IReadOnlyList<SeriesDatePlan> Dates, IReadOnlyList<MissingDate> Missing)
{
    /// <summary>How many have a problem nobody decided about.</summary>
    public int Problems => Dates.Count(d => d.State is SeriesDateState.Conflict or SeriesDateState.Warning);
}
