using Microsoft.EntityFrameworkCore.Metadata;
using TherapyCrm.Tests.Architecture;

namespace TherapyCrm.Tests.Model;

/// <summary>A column that the contract promises.</summary>
public sealed record ContractColumn(string Table, string Name, string Type, bool IsNullable)
{
    /// <summary>Its place in the contract.</summary>
    public string Place => $"{Table}.{Name}";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ContractColumn> All { get; } =
        [.. File.ReadLines(Repository.Path("TherapyCrm.Tests/Model/contract-tables.tsv")).Select(line => line.Split('\t')).Select(Read)];

    /// <summary>What keeps a column of ours from being this one; null when nothing does.</summary>
    public string? Departure(IColumnBase? ours)
    {
        if (ours is null) return "missing";
        if (ours.IsNullable != IsNullable) return ours.IsNullable ? "may be null" : "never null";
        return Fits(ours.StoreType) ? null : ours.StoreType;
    }

    private bool Fits(string type) => Type.Split('(')[0] switch
    {
        "bigint" => type == "bigint",
        "integer" => type is "int" or "smallint",
        "boolean" => type == "bit",
        "timestamp" => type.StartsWith("datetime2(", StringComparison.Ordinal),
        "date" => type == "date",
        "numeric" => type == Type.Replace("numeric", "decimal", StringComparison.Ordinal),
        _ => type.StartsWith("nvarchar(", StringComparison.Ordinal),
    };

    private static ContractColumn Read(string[] cells)
    {
        var comma = cells[2].IndexOf(", ", StringComparison.Ordinal);
        return new(cells[0], cells[1], cells[2][..comma], !cells[2].Contains("non-null", StringComparison.Ordinal));
    }
}
