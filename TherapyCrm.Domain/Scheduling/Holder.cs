namespace TherapyCrm.Domain.Scheduling;

/// <summary>Who lays a claim: an appointment or a block.</summary>
public readonly record struct Holder(long? AppointmentId, long? BlockId)
{
    /// <summary>An appointment.</summary>
    public static Holder Of(Appointment appointment) => new(appointment.Id, null);

    /// <summary>A block.</summary>
    public static Holder Of(Block block) => new(null, block.Id);

    /// <summary>True when the row is held by it.</summary>
    public bool Holds(Occupancy row) =>
        (AppointmentId is not null && row.AppointmentId == AppointmentId) || (BlockId is not null && row.BlockId == BlockId);
}
