using System.Text.Json.Serialization;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a member of staff does on an appointment.</summary>
public enum TherapistRole { Primary, Assistant, Supervisor, Observer, Interpreter }

/// <summary>How a participant's visit to a group went.</summary>
public enum Attendance { Expected, Attended, Missed, Excused }

/// <summary>A further member of staff on an appointment, beside its therapist.</summary>
public sealed class AppointmentStaff
{
    public long AppointmentId { get; set; }
    public Appointment? Appointment { get; private set; }
    public required long UserId { get; set; }
    public StaffMember? User { get; private set; }
    public required TherapistRole Role { get; set; }
    public Instant CreatedAt { get; private set; }
}

/// <summary>Equipment an appointment reserves.</summary>
public sealed class AppointmentEquipment
{
    public long AppointmentId { get; set; }
    public Appointment? Appointment { get; private set; }
    public required long EquipmentId { get; set; }
    public Equipment? Equipment { get; private set; }
    public int Quantity { get; set; } = 1;
    public string? Notes { get; set; }
    public Instant CreatedAt { get; private set; }
}

/// <summary>A client, or one of its learners, in a group appointment.</summary>
public sealed class AppointmentParticipant : Entity, IClientOwned
{
    public long AppointmentId { get; set; }
    public Appointment? Appointment { get; private set; }
    public required long ClientId { get; set; }
    public Client? Client { get; private set; }
    public long? LearnerId { get; set; }
    public Learner? Learner { get; private set; }
    public Attendance Attendance { get; internal set; } = Attendance.Expected;
    public string? Notes { get; set; }
    public Instant CreatedAt { get; private set; }
}

/// <summary>What became of one date of a series.</summary>
public enum SeriesDateOutcome
{
    Booked,
    Skipped,
    [JsonStringEnumMemberName("TO_PLACE")] ToPlace,
}

/// <summary>A rule that made a series, kept so that it can be shown and changed.</summary>
public sealed class RecurrencePattern : Record
{
    public required RecurrenceFrequency Frequency { get; set; }
    public int Interval { get; set; } = 1;

    /// <summary>Stored day codes parted by commas (MON,THU).</summary>
    public string? DaysOfWeek { get; set; }
    public int? DayOfMonth { get; set; }

    /// <summary>1 to 5, or −1 for the last.</summary>
    public int? Nth { get; set; }

    /// <summary>The weekday <see cref="Nth"/> counts.</summary>
    public IsoDayOfWeek? NthDay { get; set; }
    public required LocalDate StartDate { get; set; }
    public LocalDate? EndDate { get; set; }
    public int? OccurrenceCount { get; set; }
    public required LocalTime StartTime { get; set; }
    public required int DurationMinutes { get; set; }
    public required string TimeZone { get; set; }

    /// <summary>ISO dates parted by commas, for CUSTOM.</summary>
    public string? Dates { get; set; }
    public long ClientId { get; set; }
    public List<SeriesDate> SeriesDates { get; private set; } = [];
}

/// <summary>One date of a series and what became of it; a date to place stays visible until it is.</summary>
public sealed class SeriesDate : Record
{
    public long RecurrencePatternId { get; set; }
    public RecurrencePattern? RecurrencePattern { get; private set; }
    public required LocalDate Date { get; set; }
    public required SeriesDateOutcome Outcome { get; set; }
    public long? AppointmentId { get; set; }
    public Appointment? Appointment { get; private set; }

    /// <summary>What was wanted, as the booking request in JSON, for a date still to place.</summary>
    public string? Wanted { get; set; }

    /// <summary>Why it was not booked, in a few words without names.</summary>
    public string? Problem { get; set; }
}
