using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>
/// One change of an appointment or block: its history, what undo takes back, and what tells open boards to look again.
/// </summary>
public sealed class ScheduleChange : Entity
{
    public required Instant At { get; init; }
    public long? UserId { get; init; }

    /// <summary>Such as <c>booked</c>, <c>moved</c>, <c>arrived</c>, <c>cancelled</c>.</summary>
    public required string Action { get; init; }
    public long? AppointmentId { get; init; }
    public long? BlockId { get; init; }
    public long? ClientId { get; init; }
    public required long LocationId { get; init; }

    /// <summary>The local day the board shows it on after the change.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>The day it was on before, when that was another.</summary>
    public LocalDate? DayBefore { get; init; }

    /// <summary>Values before the change, as JSON of ids, times and states.</summary>
    public string? Before { get; init; }

    /// <summary>Values after the change, as JSON of ids, times and states.</summary>
    public string? After { get; init; }
    public Instant? UndoneAt { get; set; }
}

/// <summary>A secret address from which one person's calendar can be read elsewhere (initials only); revocable.</summary>
public sealed class CalendarFeed : Entity
{
    public required long UserId { get; init; }
    public required string TokenHash { get; init; }
    public required Instant CreatedAt { get; init; }
    public Instant? RevokedAt { get; set; }
}
