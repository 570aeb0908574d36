using System.Linq.Expressions;
using NodaTime;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One appointment as a program reads it: every column, and the names that go with its ids.</summary>
public sealed record AppointmentRow
{
    public required long Id { get; init; }
    public required string Title { get; init; }
    public required Instant StartTime { get; init; }
    public required Instant EndTime { get; init; }
    public required string TimeZone { get; init; }
    public required int TurnaroundMinutes { get; init; }
    public required AppointmentStatus Status { get; init; }
    public required AppointmentPlace Place { get; init; }
    public required string? PlaceNote { get; init; }
    public required string? Notes { get; init; }

    /// <summary>Null, like everything else about them, for a reader who sees a group through another participant only.</summary>
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
    public required Instant? ArrivedAt { get; init; }
    public required Instant? CancelledAt { get; init; }
    public required CancelledBy? CancelledBy { get; init; }
    public required long? CancellationReasonId { get; init; }
    public required string? CancellationReason { get; init; }
    public required string? CancellationNotes { get; init; }
    public required decimal? NoticeHours { get; init; }
    public required string? OverbookReason { get; init; }
    public required bool IsLateEntry { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }
    public required int Version { get; init; }

    /// <summary>The same without what concerns a client the reader may not see.</summary>
    internal AppointmentRow WithoutClient() => this with
    {
        ClientId = null,
        ClientName = null,
        LearnerId = null,
        Notes = null,
        PlaceNote = null,
        CancellationReason = null,
        CancellationReasonId = null,
        CancellationNotes = null,
    };

    /// <summary>Reads it from the database.</summary>
    internal static readonly Expression<Func<Appointment, AppointmentRow>> Of = a => new AppointmentRow
    {
        Id = a.Id, Title = a.Title, StartTime = a.StartTime, EndTime = a.EndTime, TimeZone = a.TimeZone, TurnaroundMinutes = a.TurnaroundMinutes,
        Status = a.Status, Place = a.Place, PlaceNote = a.PlaceNote, Notes = a.Notes,
        ClientId = a.ClientId, ClientName = a.Client!.FirstName + " " + a.Client.LastName, LearnerId = a.LearnerId,
        TherapistId = a.TherapistId, TherapistName = a.Therapist!.FirstName + " " + a.Therapist.LastName,
        RoomId = a.RoomId, RoomName = a.Room!.Name, LocationId = a.LocationId, ServiceCodeId = a.ServiceCodeId,
        IsRecurring = a.IsRecurring, RecurrencePatternId = a.RecurrencePatternId, ParentAppointmentId = a.ParentAppointmentId,
        IsGroupSession = a.IsGroupSession, MaxParticipants = a.MaxParticipants, ArrivedAt = a.ArrivedAt,
        CancelledAt = a.CancelledAt, CancelledBy = a.CancelledBy, CancellationReasonId = a.CancellationReasonId, CancellationReason = a.CancellationReason,
        CancellationNotes = a.CancellationNotes, NoticeHours = a.NoticeHours, OverbookReason = a.OverbookReason, IsLateEntry = a.IsLateEntry,
        CreatedAt = a.CreatedAt, UpdatedAt = a.UpdatedAt, CreatedBy = a.CreatedBy, UpdatedBy = a.UpdatedBy, Version = a.Version,
    };
}
