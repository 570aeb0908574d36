using System.Text.Json.Serialization;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a block is for.</summary>
public enum BlockKind
{
    Meeting,
    Supervision,
    [JsonStringEnumMemberName("OUT_OF_USE")] OutOfUse,
    Other,
}

/// <summary>A claim without a client: meeting, supervision, a room out of use. It occupies like an appointment.</summary>
public sealed class Block : Record
{
    public required string Title { get; set; }
    public required BlockKind Kind { get; set; }
    public Instant StartTime { get; private set; }
    public Instant EndTime { get; private set; }
    public LocalDateTime LocalStart { get; private set; }
    public string TimeZone { get; private set; } = "UTC";
    public int DurationMinutes { get; private set; }
    public required long LocationId { get; set; }
    public Location? Location { get; private set; }
    public long? RoomId { get; set; }
    public Room? Room { get; private set; }
    public string? Notes { get; set; }
    public Instant? DeletedAt { get; internal set; }
    public List<BlockStaff> Staff { get; private set; } = [];

    /// <summary>Puts it at a time of the location's clock.</summary>
    public void PlaceAt(LocalDateTime start, string timeZone, int minutes, Instant startUtc)
    {
        (LocalStart, TimeZone, DurationMinutes) = (start, timeZone, minutes);
        (StartTime, EndTime) = (startUtc, startUtc + Duration.FromMinutes(minutes));
    }
}

/// <summary>A person a block keeps busy.</summary>
public sealed class BlockStaff
{
    public long BlockId { get; set; }
    public Block? Block { get; private set; }
    public required long UserId { get; set; }
    public StaffMember? User { get; private set; }
}
