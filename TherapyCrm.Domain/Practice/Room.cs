using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>The practice's own sort of room, such as playroom or office; a service may ask for one.</summary>
public sealed class RoomKind : Record
{
    public required string Name { get; set; }
    public bool IsActive { get; set; } = true;
}

/// <summary>A room that can be booked once at a time.</summary>
public sealed class Room : Record
{
    public required string Name { get; set; }
    public int? Capacity { get; set; }
    public string? Description { get; set; }

    /// <summary>What stands in the room, in words; bookable devices are <see cref="Equipment"/>.</summary>
    public string? Equipment { get; set; }
    public bool IsActive { get; set; } = true;
    public required long LocationId { get; set; }
    public Location? Location { get; private set; }
    public long? RoomKindId { get; set; }
    public RoomKind? RoomKind { get; private set; }

    /// <summary>Place on the board, from left to right.</summary>
    public int DisplayOrder { get; set; }
}

/// <summary>A sort of device of which <see cref="Quantity"/> can be in use at once.</summary>
public sealed class Equipment : Record
{
    public required string Name { get; set; }
    public string? Description { get; set; }
    public int Quantity { get; set; } = 1;
    public bool IsAvailable { get; set; } = true;
    public string? Notes { get; set; }

    /// <summary>Where it stands; null goes where it is needed.</summary>
    public long? LocationId { get; set; }
    public Location? Location { get; private set; }
}
