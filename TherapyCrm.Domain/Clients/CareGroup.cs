using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>What kind of therapy brings clients together.</summary>
public enum CareGroupFormat { Couples, Family, Group }

/// <summary>Clients who come together: couples, family or therapy group (domain.md §1).</summary>
public sealed class CareGroup : Record
{
    public CareGroupFormat Format { get; set; }

    /// <summary>Minutes, on the 5-minute grid.</summary>
    public int? DefaultDuration { get; set; }

    /// <summary>Stands for the set of members, so that the same set is not grouped twice.</summary>
    public required string MemberKey { get; set; }
    public List<CareGroupMember> Members { get; private set; } = [];
}

/// <summary>One client in a care group, with a fee of their own there.</summary>
public sealed class CareGroupMember : Entity, IClientOwned
{
    public long CareGroupId { get; init; }
    public CareGroup? CareGroup { get; private set; }
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public long? LearnerId => null;

    /// <summary>The group's, again: a client is in at most one group of each format.</summary>
    public CareGroupFormat Format { get; set; }
    public decimal? FeeBase { get; private set; }
    public decimal? FeeTaxRate { get; private set; }
    public decimal? FeeTotal { get; private set; }

    /// <summary>What this member pays for a session together.</summary>
    public Fee? Fee
    {
        get => Fee.Of(FeeBase, FeeTaxRate, FeeTotal);
        internal set => (FeeBase, FeeTaxRate, FeeTotal) = (value?.Base, value?.TaxRate, value?.Total);
    }
}
