using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Api;

/// <summary>One line of a list of appointments.</summary>
public record AppointmentSummaryJson
{
    public required long Id { get; init; }
    public required string Title { get; init; }
    public required OffsetDateTime StartTime { get; init; }
    public required OffsetDateTime EndTime { get; init; }
    public required AppointmentStatus Status { get; init; }
    public required AppointmentPlace Place { get; init; }

    /// <summary>Null, as the name, for a reader who sees a group through another participant only.</summary>
    public required long? ClientId { get; init; }
    public required string? ClientName { get; init; }
    public required long? LearnerId { get; init; }
    public required long TherapistId { get; init; }
    public required string TherapistName { get; init; }
    public required long? RoomId { get; init; }
    public required string? RoomName { get; init; }
    public required long LocationId { get; init; }
    public required long? ServiceCodeId { get; init; }
    public required bool IsRecurring { get; init; }
    public required long? RecurrencePatternId { get; init; }
    public required long? ParentAppointmentId { get; init; }
    public required bool IsGroupSession { get; init; }
    public required int? MaxParticipants { get; init; }
    public required OffsetDateTime? ArrivedAt { get; init; }
    public required string? CancellationReason { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }
    public required int Version { get; init; }

    /// <summary>As the API shows it in a list.</summary>
    public static AppointmentSummaryJson Of(AppointmentRow a) => new()
    {
        Id = a.Id, Title = a.Title, StartTime = a.StartTime.At(a.TimeZone), EndTime = a.EndTime.At(a.TimeZone), Status = a.Status, Place = a.Place,
        ClientId = a.ClientId, ClientName = a.ClientName, LearnerId = a.LearnerId, TherapistId = a.TherapistId, TherapistName = a.TherapistName,
        RoomId = a.RoomId, RoomName = a.RoomName, LocationId = a.LocationId, ServiceCodeId = a.ServiceCodeId,
        IsRecurring = a.IsRecurring, RecurrencePatternId = a.RecurrencePatternId, ParentAppointmentId = a.ParentAppointmentId,
        IsGroupSession = a.IsGroupSession, MaxParticipants = a.MaxParticipants, ArrivedAt = a.ArrivedAt?.At(a.TimeZone), CancellationReason = a.CancellationReason,
        CreatedAt = a.CreatedAt, UpdatedAt = a.UpdatedAt, CreatedBy = a.CreatedBy, UpdatedBy = a.UpdatedBy, Version = a.Version,
    };
}

/// <summary>A further member of staff on an appointment.</summary>
public sealed record StaffJson(long UserId, TherapistRole Role = TherapistRole.Assistant);

/// <summary>Equipment an appointment reserves.</summary>
public sealed record EquipmentUseJson(long EquipmentId, int Quantity = 1);

/// <summary>A client, or one of its learners, in a group.</summary>
public record ParticipantRefJson
{
    [Required] public long? ClientId { get; init; }
    public long? LearnerId { get; init; }
}

/// <summary>Who joins a group.</summary>
public sealed record ParticipantWriteJson : ParticipantRefJson
{
    /// <summary>For the desk, administrative only.</summary>
    public string? Notes { get; init; }
}

/// <summary>Somebody in a group; without ids and name for a reader who may not see them.</summary>
public sealed record ParticipantJson(
    long Id, long AppointmentId, long? ClientId, long? LearnerId, string? Name, Attendance Attendance, string? Notes, Instant CreatedAt)
{
    /// <summary>As the API shows it.</summary>
    public static ParticipantJson Of(ParticipantRow p) => new(p.Id, p.AppointmentId, p.ClientId, p.LearnerId, p.Name, p.Attendance, p.Notes, p.CreatedAt);
}

/// <summary>What was not confirmed yet, and the property it is about.</summary>
public sealed record WarningJson(string Property, string Message);

/// <summary>One thing in the way; whose appointment it is only for a reader who may see it.</summary>
public sealed record ConflictJson(OccupancyKind Resource, long Id, string Name, OffsetDateTime StartTime, OffsetDateTime EndTime, long? AppointmentId)
{
    /// <summary>As the API shows it.</summary>
    public static ConflictJson Of(Conflict c, string zone) => new(c.Resource, c.Id, c.Name, c.StartTime.At(zone), c.EndTime.At(zone), c.AppointmentId);
}

/// <summary>A time and room at which everything asked for is free.</summary>
public sealed record AlternativeJson(OffsetDateTime StartTime, OffsetDateTime EndTime, long? RoomId, string? RoomName)
{
    /// <summary>As the API shows it.</summary>
    public static AlternativeJson Of(Alternative a, string zone) => new(a.StartTime.At(zone), a.EndTime.At(zone), a.RoomId, a.RoomName);
}

/// <summary>What is in the way of a time, what would have to be confirmed, and the ways out; all empty when it fits.</summary>
public sealed record ConflictsJson(IReadOnlyList<ConflictJson> Conflicts, IReadOnlyList<WarningJson> Warnings, IReadOnlyList<AlternativeJson> Alternatives);
