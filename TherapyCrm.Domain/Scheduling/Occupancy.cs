namespace TherapyCrm.Domain.Scheduling;

/// <summary>What can be taken.</summary>
public enum OccupancyKind { Staff = 1, Room = 2, Equipment = 3, Client = 4, Learner = 5 }

/// <summary>
/// The claim on one resource for five minutes. Its key (kind, resource, slice, unit) is what refuses a double booking (domain.md §3):
/// rooms and people have unit 0, equipment one unit for each piece, overbooked claims the next unit above.
/// </summary>
public sealed class Occupancy
{
    public required OccupancyKind Kind { get; init; }
    public required long ResourceId { get; init; }

    /// <summary>Five minutes, counted from the Unix epoch (<c>SlotTime</c>).</summary>
    public required int Slice { get; init; }
    public required int Unit { get; init; }
    public long? AppointmentId { get; init; }
    public long? BlockId { get; init; }
}
