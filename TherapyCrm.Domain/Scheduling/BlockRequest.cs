using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Everything a block should be: what for, who, where and when.</summary>
public sealed record BlockRequest
{
    private const int LongestDays = 31;

    public required string Title { get; init; }
    public required BlockKind Kind { get; init; }
    public required long LocationId { get; init; }

    /// <summary>Wall-clock start at the location, on the 5-minute grid.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Chooses between the two of a doubled hour.</summary>
    public Offset? Offset { get; init; }

    /// <summary>On the 5-minute grid; up to 12 hours, or 31 days for a room out of use.</summary>
    public required int Minutes { get; init; }
    public long? RoomId { get; init; }

    /// <summary>Everybody it keeps busy.</summary>
    public IReadOnlyList<long> Staff { get; init; } = [];
    public string? Notes { get; init; }

    /// <summary>What is wrong with the request by itself.</summary>
    internal IEnumerable<Problem> Check()
    {
        foreach (var problem in TypedText.Check("title", Title, 200, required: true)) yield return problem;
        foreach (var problem in TypedText.Check("notes", Notes, 2000)) yield return problem;
        var isLong = Kind == BlockKind.OutOfUse && Minutes > SlotTime.LongestMinutes && Minutes <= LongestDays * 24 * 60 && Minutes % SlotTime.Minutes == 0;
        foreach (var problem in SlotTime.Check(Start.TimeOfDay, isLong ? SlotTime.Minutes : Minutes)) yield return problem;
        if (RoomId is null && Staff.Count == 0) yield return Problem.Invalid("roomId", "Please choose a room or a person.");
        if (Staff.Distinct().Count() < Staff.Count) yield return Problem.Invalid("staff", "Each person can be on a block once.");
    }
}
