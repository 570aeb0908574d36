using System.Linq.Expressions;
using NodaTime;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Somebody in a group appointment; without ids and name for a reader who may not see them.</summary>
public sealed record ParticipantRow
{
    public required long Id { get; init; }
    public required long AppointmentId { get; init; }
    public required long? ClientId { get; init; }
    public required long? LearnerId { get; init; }
    public required string? Name { get; init; }
    public required Attendance Attendance { get; init; }
    public required string? Notes { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>Reads it from the database.</summary>
    internal static readonly Expression<Func<AppointmentParticipant, ParticipantRow>> Of = p => new ParticipantRow
    {
        Id = p.Id, AppointmentId = p.AppointmentId, ClientId = p.ClientId, LearnerId = p.LearnerId,
        Name = p.Learner != null ? p.Learner.FirstName + " " + p.Learner.LastName : p.Client!.FirstName + " " + p.Client.LastName,
        Attendance = p.Attendance, Notes = p.Notes, CreatedAt = p.CreatedAt,
    };
}
