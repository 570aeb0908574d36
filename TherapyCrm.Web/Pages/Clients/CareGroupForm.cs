using System.ComponentModel;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A member of a care group as it is typed; an empty place is none.</summary>
public sealed class CareGroupMemberForm
{
    /// <summary>The chosen client.</summary>
    public long? ClientId { get; set; }

    /// <summary>What was typed to find the client: a name, or without scripts the file number.</summary>
    public string? Client { get; set; }
    public decimal? FeeBase { get; set; }
    public decimal? FeeTaxRate { get; set; }
    public decimal? FeeTotal { get; set; }

    /// <summary>True when somebody is meant.</summary>
    public bool IsTyped => ClientId is not null || !string.IsNullOrWhiteSpace(Client);

    /// <inheritdoc/>
    public override string ToString() => IsTyped ? $"{Client} {FeeTotal}".Trim() : "";
}

/// <summary>A care group as it is typed.</summary>
public sealed class CareGroupForm : IEditForm
{
    private const int Spare = 2;

    public int? Version { get; set; }
    [DisplayName("Kind of group")] public CareGroupFormat Format { get; set; }
    [DisplayName("Usual length in minutes")] public int? DefaultDuration { get; set; }
    [DisplayName("Members")] public List<CareGroupMemberForm> Members { get; set; } = [];

    /// <summary>A new group, with its first member.</summary>
    public static CareGroupForm For(ClientHeading client) => new() { Members = [new() { ClientId = client.Id, Client = Label(client.FullName, client.FileNumber) }] };

    /// <summary>The form of a stored group.</summary>
    public static CareGroupForm Of(CareGroupRow group) => new()
    {
        Version = group.Version, Format = group.Format, DefaultDuration = group.DefaultDuration,
        Members = [.. group.Members.Select(m => new CareGroupMemberForm { ClientId = m.ClientId, Client = Label(m.Name, m.FileNumber), FeeBase = m.Fee?.Base, FeeTaxRate = m.Fee?.TaxRate, FeeTotal = m.Fee?.Total })],
    };

    /// <summary>Adds empty places, so that there is always room for one more.</summary>
    public void MakeRoom()
    {
        var wanted = Math.Min(SaveCareGroup.Most, Members.FindLastIndex(m => m.IsTyped) + 1 + Spare);
        while (Members.Count < wanted) Members.Add(new());
    }

    /// <summary>The places that are filled, in their order.</summary>
    public IReadOnlyList<int> Filled => [.. Enumerable.Range(0, Members.Count).Where(i => Members[i].IsTyped)];

    /// <summary>A problem at the so-manieth member, moved to its place in the form.</summary>
    public Problem AtPlace(Problem problem)
    {
        var filled = Filled;
        for (var i = 0; i < filled.Count; i++)
            if (problem.Field.StartsWith($"members[{i}].", StringComparison.Ordinal)) return problem with { Field = $"Members[{filled[i]}]{problem.Field[problem.Field.IndexOf('.', StringComparison.Ordinal)..]}" };
        return problem;
    }

    private static string Label(string? name, string? fileNumber) => $"{name} · {fileNumber}";
}
