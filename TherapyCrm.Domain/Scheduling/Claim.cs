namespace TherapyCrm.Domain.Scheduling;

/// <summary>A wish to hold one resource for a run of slices.</summary>
/// <param name="First">First slice.</param>
/// <param name="AfterLast">The slice after the last.</param>
/// <param name="Pieces">How many units at once; 1 but for equipment.</param>
/// <param name="Capacity">How many units there are; 1 but for equipment.</param>
public sealed record Claim(OccupancyKind Kind, long ResourceId, int First, int AfterLast, int Pieces = 1, int Capacity = 1)
{
    /// <summary>Everything an appointment holds: people, room with its turnaround, devices, client, learner, participants (domain.md §3).</summary>
    /// <param name="capacities">Pieces there are of each device it reserves.</param>
    public static IReadOnlyList<Claim> Of(Appointment a, IReadOnlyDictionary<long, int> capacities)
    {
        var (first, after) = SlotTime.Span(a.StartTime, a.EndTime);
        var aired = after + ((a.TurnaroundMinutes + SlotTime.Minutes - 1) / SlotTime.Minutes);
        var claims = new List<Claim> { new(OccupancyKind.Staff, a.TherapistId, first, a.TurnaroundForTherapist ? aired : after) };
        claims.AddRange(a.Staff.Select(s => new Claim(OccupancyKind.Staff, s.UserId, first, after)));
        if (a.RoomId is { } room) claims.Add(new(OccupancyKind.Room, room, first, aired));
        claims.AddRange(a.Equipment.Select(e => new Claim(OccupancyKind.Equipment, e.EquipmentId, first, after, e.Quantity, capacities[e.EquipmentId])));
        claims.Add(new(OccupancyKind.Client, a.ClientId, first, after));
        if (a.LearnerId is { } learner) claims.Add(new(OccupancyKind.Learner, learner, first, after));
        claims.AddRange(a.Participants.Select(p => Participant(p, first, after)));
        return [.. claims.DistinctBy(c => (c.Kind, c.ResourceId))];
    }

    /// <summary>Everything a block holds: its people and its room.</summary>
    public static IReadOnlyList<Claim> Of(Block block)
    {
        var (first, after) = SlotTime.Span(block.StartTime, block.EndTime);
        var claims = block.Staff.Select(s => new Claim(OccupancyKind.Staff, s.UserId, first, after)).ToList();
        if (block.RoomId is { } room) claims.Add(new(OccupancyKind.Room, room, first, after));
        return claims;
    }

    private static Claim Participant(AppointmentParticipant p, int first, int after) => p.LearnerId is { } learner
        ? new(OccupancyKind.Learner, learner, first, after)
        : new(OccupancyKind.Client, p.ClientId, first, after);
}
