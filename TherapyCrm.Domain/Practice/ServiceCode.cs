using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>What one unit of a service is.</summary>
public enum BillableUnit { Session, Hour, Day, Item }

/// <summary>Something the practice offers, books and bills.</summary>
public sealed class ServiceCode : Record
{
    public required string Code { get; set; }

    /// <summary>The service's name as clients read it.</summary>
    public required string Description { get; set; }
    public decimal Rate { get; set; }

    /// <summary>Per cent, three places (9.975).</summary>
    public decimal TaxRate { get; set; }
    public BillableUnit BillableUnit { get; set; } = BillableUnit.Session;

    /// <summary>Minutes.</summary>
    public int? MinimumDuration { get; set; }
    public string? Notes { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>Minutes a booking of it lasts unless told otherwise; on the 5-minute grid.</summary>
    public int DefaultDuration { get; set; } = 50;

    /// <summary>Minutes after it in which the room stays taken (airing, tidying).</summary>
    public int TurnaroundMinutes { get; set; }

    /// <summary>The turnaround also occupies the therapist.</summary>
    public bool TurnaroundForTherapist { get; set; }

    /// <summary>Colour on the board: 1 to 9 of the palette.</summary>
    public int Colour { get; set; } = 1;
    public bool IsGroup { get; set; }

    /// <summary>The kind of room it needs, if any.</summary>
    public long? RoomKindId { get; set; }
    public RoomKind? RoomKind { get; private set; }

    /// <summary>The skill it needs, if any.</summary>
    public long? SkillId { get; set; }
}

/// <summary>Why appointments are cancelled, in the practice's words.</summary>
public sealed class CancellationReason : Record
{
    public required string Name { get; set; }

    /// <summary>A cancellation for this reason may be charged when it comes too late.</summary>
    public bool MayBeCharged { get; set; } = true;
    public bool IsActive { get; set; } = true;
    public int DisplayOrder { get; set; }
}
