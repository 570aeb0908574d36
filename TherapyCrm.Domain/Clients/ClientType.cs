using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>What a retention is counted in.</summary>
public enum RetentionUnit { Days, Months, Years }

/// <summary>The practice's own category of clients, with what it sets for them (domain.md §1).</summary>
public sealed class ClientType : Record
{
    /// <summary>At most this many characters: it stands on a badge.</summary>
    public const int LongestName = 9;

    public required string Name { get; set; }

    /// <summary>1 to 9 of the palette.</summary>
    public int Colour { get; set; } = 1;

    /// <summary>How long a file is kept after the last contact; 0 = for ever.</summary>
    public int RetentionAmount { get; set; }
    public RetentionUnit RetentionUnit { get; set; } = RetentionUnit.Years;
    public decimal? FeeBase { get; private set; }
    public decimal? FeeTaxRate { get; private set; }
    public decimal? FeeTotal { get; private set; }

    /// <summary>Minutes, on the 5-minute grid.</summary>
    public int? DefaultDuration { get; set; }

    /// <summary>Out of use: nobody gets it any more, who has it keeps it.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The one called "Inactive", which every practice has and nobody changes: it stands for the status INACTIVE.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>What its clients pay, unless they have a fee of their own.</summary>
    public Fee? Fee
    {
        get => Fee.Of(FeeBase, FeeTaxRate, FeeTotal);
        internal set => (FeeBase, FeeTaxRate, FeeTotal) = (value?.Base, value?.TaxRate, value?.Total);
    }

    /// <summary>The day until which a file of this type is kept after a day; null = for ever.</summary>
    public LocalDate? KeepUntil(LocalDate from) => new RetentionTerm(RetentionAmount, RetentionUnit).After(from);
}
