using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How far an appointment has come. All but cancelled ones occupy what they need.</summary>
public enum AppointmentStatus { Scheduled, Confirmed, Completed, Cancelled, NoShow }

/// <summary>Where it takes place; only the practice needs a room.</summary>
public enum AppointmentPlace { Practice, Online, Home }

/// <summary>Whose wish a cancellation was.</summary>
public enum CancelledBy { Client, Practice }

/// <summary>The plan of a visit: who, where, when. It never holds clinical text.</summary>
public sealed class Appointment : Record, IClientOwned
{
    public required string Title { get; set; }

    /// <summary>UTC, derived from <see cref="LocalStart"/> and <see cref="TimeZone"/>; what queries use.</summary>
    public Instant StartTime { get; private set; }

    /// <summary>UTC.</summary>
    public Instant EndTime { get; private set; }

    /// <summary>Wall-clock start at the location: the truth when zone rules change.</summary>
    public LocalDateTime LocalStart { get; private set; }

    /// <summary>IANA zone of the location.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>Minutes.</summary>
    public int DurationMinutes { get; private set; }

    /// <summary>Minutes after the end in which the room stays taken.</summary>
    public int TurnaroundMinutes { get; set; }
    public bool TurnaroundForTherapist { get; set; }
    public AppointmentStatus Status { get; internal set; } = AppointmentStatus.Scheduled;
    public AppointmentPlace Place { get; set; }

    /// <summary>Where exactly, for visits at home.</summary>
    public string? PlaceNote { get; set; }

    /// <summary>For the desk, administrative only.</summary>
    public string? Notes { get; set; }
    public required long ClientId { get; set; }
    public Client? Client { get; private set; }
    public long? LearnerId { get; set; }
    public Learner? Learner { get; private set; }
    public required long TherapistId { get; set; }
    public StaffMember? Therapist { get; private set; }
    public long? RoomId { get; set; }
    public Room? Room { get; private set; }
    public required long LocationId { get; set; }
    public Location? Location { get; private set; }
    public long? ServiceCodeId { get; set; }
    public ServiceCode? ServiceCode { get; private set; }
    public bool IsRecurring { get; set; }
    public long? RecurrencePatternId { get; set; }
    public RecurrencePattern? RecurrencePattern { get; private set; }
    public long? ParentAppointmentId { get; set; }

    /// <summary>Changed apart from its series, which leaves it as it is from then on.</summary>
    public bool MovedByHand { get; set; }
    public bool IsGroupSession { get; set; }
    public int? MaxParticipants { get; set; }
    public Instant? ArrivedAt { get; internal set; }
    public Instant? CancelledAt { get; internal set; }
    public CancelledBy? CancelledBy { get; internal set; }
    public long? CancellationReasonId { get; internal set; }

    /// <summary>The reason in words, as it read when it was given.</summary>
    public string? CancellationReason { get; internal set; }
    public string? CancellationNotes { get; internal set; }

    /// <summary>Hours between the cancellation and the start; negative when after it.</summary>
    public decimal? NoticeHours { get; internal set; }

    /// <summary>Set: claims what was taken, on purpose, for this reason.</summary>
    public string? OverbookReason { get; set; }

    /// <summary>Booked after it had begun, for the record.</summary>
    public bool IsLateEntry { get; set; }

    /// <summary>Entered in error: hidden everywhere, its claims freed.</summary>
    public Instant? DeletedAt { get; internal set; }
    public List<AppointmentStaff> Staff { get; private set; } = [];
    public List<AppointmentEquipment> Equipment { get; private set; } = [];
    public List<AppointmentParticipant> Participants { get; private set; } = [];

    /// <summary>Puts it at a time of the location's clock.</summary>
    public void PlaceAt(LocalDateTime start, string timeZone, int minutes, Instant startUtc)
    {
        (LocalStart, TimeZone, DurationMinutes) = (start, timeZone, minutes);
        (StartTime, EndTime) = (startUtc, startUtc + Duration.FromMinutes(minutes));
    }

    /// <summary>True while it holds on to its people and places.</summary>
    public bool Occupies => Status != AppointmentStatus.Cancelled && DeletedAt is null;
}
