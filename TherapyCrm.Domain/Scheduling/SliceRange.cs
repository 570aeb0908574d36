using NodaTime;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A stretch of five-minute slices, without the one after its last.</summary>
public readonly record struct SliceRange(int First, int AfterLast)
{
    /// <summary>How many slices; negative or zero when there is nothing in it.</summary>
    public int Length => AfterLast - First;

    /// <summary>Where the first slice starts.</summary>
    public Instant Start => SlotTime.StartOf(First);

    /// <summary>Where the last slice ends.</summary>
    public Instant End => SlotTime.StartOf(AfterLast);

    /// <summary>One slice.</summary>
    public static SliceRange Of(int slice) => new(slice, slice + 1);

    /// <summary>The part of it inside another; of length 0 or less when they do not meet.</summary>
    public SliceRange Within(SliceRange other) => new(Math.Max(First, other.First), Math.Min(AfterLast, other.AfterLast));
}
