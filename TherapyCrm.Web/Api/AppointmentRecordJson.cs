using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Api;

/// <summary>One appointment with everything that hangs on it.</summary>
public sealed record AppointmentJson : AppointmentSummaryJson
{
    /// <summary>IANA zone of the location.</summary>
    public required string TimeZone { get; init; }
    public required int DurationMinutes { get; init; }
    public required int TurnaroundMinutes { get; init; }

    /// <summary>Where exactly, for visits at home.</summary>
    public required string? Location { get; init; }

    /// <summary>For the desk, administrative only.</summary>
    public required string? Notes { get; init; }
    public required OffsetDateTime? CancelledAt { get; init; }
    public required CancelledBy? CancelledBy { get; init; }
    public required long? CancellationReasonId { get; init; }
    public required string? CancellationNotes { get; init; }

    /// <summary>Hours between the cancellation and the start.</summary>
    public required decimal? NoticeHours { get; init; }
    public required string? OverbookReason { get; init; }
    public required bool IsLateEntry { get; init; }
    public required IReadOnlyList<StaffJson> Staff { get; init; }
    public required IReadOnlyList<EquipmentUseJson> Equipment { get; init; }
    public required IReadOnlyList<ParticipantJson> Participants { get; init; }

    /// <summary>As the API shows it.</summary>
    public static AppointmentJson Of(AppointmentRow a, AppointmentRows.Parts parts) => new()
    {
        Id = a.Id, Title = a.Title, StartTime = a.StartTime.At(a.TimeZone), EndTime = a.EndTime.At(a.TimeZone), Status = a.Status, Place = a.Place,
        ClientId = a.ClientId, ClientName = a.ClientName, LearnerId = a.LearnerId, TherapistId = a.TherapistId, TherapistName = a.TherapistName,
        RoomId = a.RoomId, RoomName = a.RoomName, LocationId = a.LocationId, ServiceCodeId = a.ServiceCodeId,
        IsRecurring = a.IsRecurring, RecurrencePatternId = a.RecurrencePatternId, ParentAppointmentId = a.ParentAppointmentId,
        IsGroupSession = a.IsGroupSession, MaxParticipants = a.MaxParticipants, ArrivedAt = a.ArrivedAt?.At(a.TimeZone), CancellationReason = a.CancellationReason,
        CreatedAt = a.CreatedAt, UpdatedAt = a.UpdatedAt, CreatedBy = a.CreatedBy, UpdatedBy = a.UpdatedBy, Version = a.Version,
        TimeZone = a.TimeZone, DurationMinutes = (int)(a.EndTime - a.StartTime).TotalMinutes, TurnaroundMinutes = a.TurnaroundMinutes,
        Location = a.PlaceNote, Notes = a.Notes, CancelledAt = a.CancelledAt?.At(a.TimeZone), CancelledBy = a.CancelledBy,
        CancellationReasonId = a.CancellationReasonId, CancellationNotes = a.CancellationNotes, NoticeHours = a.NoticeHours,
        OverbookReason = a.OverbookReason, IsLateEntry = a.IsLateEntry,
        Staff = [.. parts.Staff.Select(s => new StaffJson(s.UserId, s.Role))],
        Equipment = [.. parts.Equipment.Select(e => new EquipmentUseJson(e.EquipmentId, e.Quantity))],
        Participants = [.. parts.Participants.Select(ParticipantJson.Of)],
    };
}
