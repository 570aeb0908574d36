using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>What the desk has typed of a booking so far; anything may still be missing.</summary>
public sealed class BookingForm
{
    public long? ClientId { get; set; }

    /// <summary>The name in the type-ahead field; looked up on the server when no script has.</summary>
    public string? Client { get; set; }

    /// <summary>The one chosen when the typed name fits several clients.</summary>
    public long? PickedClientId { get; set; }

    /// <summary>A client who is not on file yet: added with the booking, so that nothing typed is lost.</summary>
    public string? FirstName { get; set; }

    /// <summary>Of a new client, where the practice types its file numbers.</summary>
    public string? FileNumber { get; set; }
    public string? LastName { get; set; }
    public string? Phone { get; set; }

    /// <summary>ISO date.</summary>
    public string? DateOfBirth { get; set; }

    /// <summary>Add them although somebody on file looks alike.</summary>
    public bool AddAnyway { get; set; }
    public long? LearnerId { get; set; }
    public long? ServiceCodeId { get; set; }
    public string? Title { get; set; }

    /// <summary>Minutes; empty takes the service's length.</summary>
    public int? DurationMinutes { get; set; }

    /// <summary>ISO date on the location's calendar.</summary>
    public string? Date { get; set; }

    /// <summary>HH:mm on the location's clock.</summary>
    public string? StartTime { get; set; }

    /// <summary>Offset of a doubled hour, kept from the appointment being edited.</summary>
    public string? Offset { get; set; }
    public long? TherapistId { get; set; }
    public long? LocationId { get; set; }
    public long? RoomId { get; set; }
    public AppointmentPlace Place { get; set; }
    public string? PlaceNote { get; set; }
    public string? Notes { get; set; }
    public List<StaffRow> Staff { get; set; } = [];
    public List<DeviceRow> Equipment { get; set; } = [];
    public bool IsGroupSession { get; set; }
    public int? MaxParticipants { get; set; }

    /// <summary>Who is in the group: a client's number, or <c>client:learner</c>.</summary>
    public List<string> Participants { get; set; } = [];

    /// <summary>A name still to be added to the group.</summary>
    public string? AddParticipant { get; set; }

    /// <summary>Null: it happens once.</summary>
    public RecurrenceFrequency? Frequency { get; set; }
    public int? Interval { get; set; }
    public List<NodaTime.IsoDayOfWeek> DaysOfWeek { get; set; } = [];

    /// <summary>Monthly: <c>date</c>, or the nth weekday <c>nth</c>, as the first date has it, or <c>last</c>.</summary>
    public string? MonthlyBy { get; set; }
    public int? OccurrenceCount { get; set; }
    public string? EndDate { get; set; }

    /// <summary>ISO dates, one a line or parted by commas.</summary>
    public string? Dates { get; set; }
    public bool AllowOutsideHours { get; set; }
    public string? OverbookReason { get; set; }

    /// <summary>The version the editor had seen.</summary>
    public int? Version { get; set; }

    /// <summary>A further member of staff.</summary>
    public sealed class StaffRow
    {
        public long? UserId { get; set; }
        public TherapistRole Role { get; set; } = TherapistRole.Assistant;
    }

    /// <summary>A device and how many of it.</summary>
    public sealed class DeviceRow
    {
        public long? EquipmentId { get; set; }
        public int? Quantity { get; set; } = 1;
    }
}
