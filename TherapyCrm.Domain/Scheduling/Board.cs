using NodaTime;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A day at one location, ready to be shown, printed or sent.</summary>
public sealed record Board
{
    public required BoardPlace Location { get; init; }

    /// <summary>Every location the reader can turn to, this one included.</summary>
    public required IReadOnlyList<BoardPlace> Locations { get; init; }
    public required LocalDate Day { get; init; }
    public required BoardBy By { get; init; }

    /// <summary>The location's wall clock at this moment.</summary>
    public required LocalDateTime Now { get; init; }

    /// <summary>This moment, by which lateness is told.</summary>
    public required Instant NowUtc { get; init; }

    /// <summary>Midnight at the location.</summary>
    public required Instant DayStart { get; init; }

    /// <summary>Name of the holiday or closure; null when it is not one.</summary>
    public string? ClosedFor { get; init; }

    /// <summary>When the location is open; empty when it is not.</summary>
    public required IReadOnlyList<DaySlots> Open { get; init; }

    /// <summary>The stretch shown: whole hours around the opening hours and everything that lies outside them.</summary>
    public required DaySlots Shown { get; init; }
    public required IReadOnlyList<BoardColumn> Columns { get; init; }

    /// <summary>People of this location who neither work nor have anything on this day.</summary>
    public required IReadOnlyList<string> NotHere { get; init; }

    /// <summary>True while names are shown as initials.</summary>
    public required bool Initials { get; init; }

    /// <summary>Every appointment once, in order of time.</summary>
    public required IReadOnlyList<BoardAppointment> Appointments { get; init; }

    /// <summary>True when the location's clock shows this very day.</summary>
    public bool IsToday => Now.Date == Day;
}

/// <summary>A location as the board offers it.</summary>
public sealed record BoardPlace(long Id, string Name, string TimeZone);

/// <summary>One room, therapist or device with its day; <see cref="Kind"/> is null for visits that need no room.</summary>
/// <param name="Note">What stands under the name: the kind of room, a title, the number of pieces.</param>
public sealed record BoardColumn(OccupancyKind? Kind, long Id, string Name, string? Note, IReadOnlyList<BoardItem> Items);

/// <summary>What an item on the board is.</summary>
public enum BoardItemKind
{
    /// <summary>Time nobody can book here: closed, not working.</summary>
    Closed,

    /// <summary>The person is on time off.</summary>
    Away,

    /// <summary>Free and open.</summary>
    Gap,
    Appointment,

    /// <summary>An appointment the reader may not see.</summary>
    Taken,

    /// <summary>The person or device is at another location.</summary>
    Elsewhere,
    Block,

    /// <summary>Minutes after an appointment in which the room or therapist stays taken.</summary>
    Turnaround,
}

/// <summary>A stretch of a column. Of what overlaps, each takes one of <see cref="Lanes"/> lanes.</summary>
public sealed record BoardItem(BoardItemKind Kind, DaySlots Slots)
{
    public int Lane { get; init; } = 1;
    public int Lanes { get; init; } = 1;
    public BoardAppointment? Appointment { get; init; }
    public long? BlockId { get; init; }
    public BlockKind? BlockKind { get; init; }

    /// <summary>Title of a block.</summary>
    public string? Title { get; init; }

    /// <summary>Pieces of the device: taken by the appointment, or still free in a gap.</summary>
    public int Pieces { get; init; } = 1;
}

/// <summary>An appointment as the board shows it. Out of the reader's sight (<see cref="IsSeen"/> false) only when and where is known; nothing else was read.</summary>
public sealed record BoardAppointment
{
    public required long Id { get; init; }
    public required bool IsSeen { get; init; }

    /// <summary>Wall clock at its location.</summary>
    public required LocalDateTime Start { get; init; }
    public required Instant StartUtc { get; init; }
    public required int Minutes { get; init; }
    public int TurnaroundMinutes { get; init; }
    public bool TurnaroundForTherapist { get; init; }
    public required long LocationId { get; init; }
    public long? RoomId { get; init; }
    public required long TherapistId { get; init; }

    /// <summary>Who comes: learner or client, in full or as initials; null in a group.</summary>
    public string? Who { get; init; }
    public long? ClientId { get; init; }
    public string? Title { get; init; }
    public string? TherapistName { get; init; }
    public string? RoomName { get; init; }
    public AppointmentStatus Status { get; init; }
    public AppointmentPlace Place { get; init; }
    public Instant? ArrivedAt { get; init; }
    public bool IsOverbooked { get; init; }
    public bool IsSeries { get; init; }
    public bool IsGroup { get; init; }
    public int? MaxParticipants { get; init; }
    public int Participants { get; init; }

    /// <summary>The client has a safety or custody alert.</summary>
    public bool HasAlert { get; init; }
    public bool NeedsInterpreter { get; init; }

    /// <summary>1 to 9 of the palette.</summary>
    public int Colour { get; init; } = 1;

    /// <summary>Wall clock at its location.</summary>
    public LocalDateTime End => Start.PlusMinutes(Minutes);

    /// <summary>True while it is expected and its start has passed by so many minutes.</summary>
    public bool IsLate(Instant now, int minutes = 0) =>
        IsSeen && ArrivedAt is null && Status is AppointmentStatus.Scheduled or AppointmentStatus.Confirmed && now >= StartUtc + Duration.FromMinutes(minutes)
        && now < StartUtc + Duration.FromMinutes(Minutes);
}
