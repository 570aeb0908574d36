namespace TherapyCrm.Domain.Scheduling;

/// <summary>A person, room or device as free time sees it: when it is there and when it is taken.</summary>
public sealed record FreeTimeResource
{
    /// <summary>What it is; with <see cref="Id"/> it says which, so that nobody is counted on twice for one appointment.</summary>
    public required OccupancyKind Kind { get; init; }

    /// <summary>Its key within the kind.</summary>
    public required long Id { get; init; }

    /// <summary>When it can be had, such as working hours without time off; null for always.</summary>
    public IReadOnlyList<SliceRange>? Open { get; init; }

    /// <summary>What is claimed, each stretch by one unit; single slices will do.</summary>
    public IReadOnlyList<SliceRange> Busy { get; init; } = [];

    /// <summary>How many units there are: 1 for rooms and people, the quantity for equipment.</summary>
    public int Quantity { get; init; } = 1;
}

/// <summary>One thing an appointment needs: one of several resources, the first of the list preferred.</summary>
public sealed record FreeTimeNeed
{
    /// <summary>One therapist or "any with the skill"; one room or "any of the kind".</summary>
    public required IReadOnlyList<FreeTimeResource> AnyOf { get; init; }

    /// <summary>Units of it, for equipment.</summary>
    public int Units { get; init; } = 1;

    /// <summary>Slices after the end in which it must not be claimed; they may lie outside its open hours.</summary>
    public int Turnaround { get; init; }
}

/// <summary>Asks for the first times at which everything an appointment needs is free.</summary>
public sealed record FreeTimeQuestion
{
    /// <summary>Where to look: the appointment lies inside, its turnaround may reach beyond.</summary>
    public required SliceRange Window { get; init; }

    /// <summary>Length of the appointment in slices, at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>Everything needed at the same time.</summary>
    public required IReadOnlyList<FreeTimeNeed> Needs { get; init; }

    /// <summary>Starts lie on multiples of so many slices: 1 for every five minutes, 3 for the quarters of an hour.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Slices between two starts that are offered, so that 9:00 is not followed by 9:05.</summary>
    public int Apart { get; init; } = 1;

    /// <summary>How many starts are wanted.</summary>
    public int Most { get; init; } = 3;
}

/// <summary>A time that fits, and who or what was chosen for each need, in the order of the needs.</summary>
public sealed record FreeTimeAnswer(SliceRange Time, IReadOnlyList<FreeTimeResource> Chosen);
