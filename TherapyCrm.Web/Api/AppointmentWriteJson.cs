using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Api;

/// <summary>What an appointment should be: who, where, when and with what.</summary>
public record AppointmentWriteJson
{
    /// <summary>Null takes the service's name.</summary>
    public string? Title { get; init; }

    /// <summary>On a five-minute mark.</summary>
    [Required] public OffsetDateTime? StartTime { get; init; }

    /// <summary>5 minutes to 12 hours after the start; null takes the service's length.</summary>
    public OffsetDateTime? EndTime { get; init; }
    [Required] public long? ClientId { get; init; }
    public long? LearnerId { get; init; }
    [Required] public long? TherapistId { get; init; }
    [Required] public long? LocationId { get; init; }

    /// <summary>Needed for a visit at the practice.</summary>
    public long? RoomId { get; init; }

    /// <summary>Left out: PRACTICE with a room, ONLINE without one.</summary>
    public AppointmentPlace? Place { get; init; }

    /// <summary>Where exactly, for visits at home.</summary>
    public string? Location { get; init; }

    /// <summary>Gives length, title and turnaround where they are not stated.</summary>
    public long? ServiceCodeId { get; init; }

    /// <summary>For the desk, administrative only.</summary>
    public string? Notes { get; init; }
    public IReadOnlyList<StaffJson>? Staff { get; init; }
    public IReadOnlyList<EquipmentUseJson>? Equipment { get; init; }
    public bool? IsGroupSession { get; init; }
    public int? MaxParticipants { get; init; }
    public IReadOnlyList<ParticipantRefJson>? Participants { get; init; }

    /// <summary>Confirms the warnings: outside hours, time off, closure, not a place of the therapist's.</summary>
    public bool? AllowOutsideHours { get; init; }

    /// <summary>Claims what is taken, on purpose; needs OVERBOOK and at least 5 characters.</summary>
    public string? OverbookReason { get; init; }

    /// <summary>What is wrong with the times by themselves.</summary>
    public IReadOnlyList<Problem> CheckTimes() => EndTime is { } end ? SlotTime.Check(StartTime!.Value.ToInstant(), end.ToInstant()) : [];

    /// <summary>The request of the domain.</summary>
    /// <param name="timeZone">Of the location: the times sent are moved onto its clock.</param>
    /// <param name="minutes">The length where no end is stated.</param>
    public BookingRequest ToRequest(string timeZone, int? minutes = null)
    {
        var (start, offset) = StartTime!.Value.OnTheWall(timeZone);
        return new()
        {
            Title = Title, Start = start, Offset = offset, Minutes = EndTime is { } end ? (int)(end.ToInstant() - StartTime.Value.ToInstant()).TotalMinutes : minutes,
            ClientId = ClientId!.Value, LearnerId = LearnerId, TherapistId = TherapistId!.Value, LocationId = LocationId!.Value, RoomId = RoomId,
            Place = Place ?? (RoomId is null ? AppointmentPlace.Online : AppointmentPlace.Practice), PlaceNote = Location, ServiceCodeId = ServiceCodeId, Notes = Notes,
            Staff = [.. (Staff ?? []).Select(s => new StaffWanted(s.UserId, s.Role))],
            Equipment = [.. (Equipment ?? []).Select(e => new EquipmentWanted(e.EquipmentId, e.Quantity))],
            IsGroupSession = IsGroupSession ?? false, MaxParticipants = MaxParticipants,
            Participants = [.. (Participants ?? []).Select(p => new ParticipantWanted(p.ClientId!.Value, p.LearnerId))],
            AllowOutsideHours = AllowOutsideHours ?? false, OverbookReason = OverbookReason,
        };
    }

    /// <summary>What the API calls the fields of <see cref="BookingRequest"/>.</summary>
    public static string Rename(string field) => field switch { "durationMinutes" => "endTime", "placeNote" => "location", _ => field };
}

/// <summary>What an appointment should become.</summary>
public sealed record AppointmentEditJson : AppointmentWriteJson
{
    /// <summary>The version that was seen, where If-Match is not sent.</summary>
    public int? Version { get; init; }

    /// <summary>CONFIRMED, COMPLETED or NOSHOW say how it went; an appointment is cancelled at its own address.</summary>
    public AppointmentStatus? Status { get; init; }

    /// <summary>The appointment as it is, to lay the changes over.</summary>
    public static AppointmentEditJson Of(AppointmentJson a) => new()
    {
        Title = a.Title, StartTime = a.StartTime, EndTime = a.EndTime, ClientId = a.ClientId, LearnerId = a.LearnerId, TherapistId = a.TherapistId,
        LocationId = a.LocationId, RoomId = a.RoomId, Place = a.Place, Location = a.Location, ServiceCodeId = a.ServiceCodeId, Notes = a.Notes,
        Staff = a.Staff, Equipment = a.Equipment, IsGroupSession = a.IsGroupSession, MaxParticipants = a.MaxParticipants,
        Participants = [.. a.Participants.Where(p => p.ClientId is not null).Select(p => new ParticipantRefJson { ClientId = p.ClientId, LearnerId = p.LearnerId })], Status = a.Status,
    };
}
