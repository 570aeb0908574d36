using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TherapyCrm.Tests.Model;

/// <summary>What SQL Server refuses, or fails on later, although the script that makes it compiles.</summary>
internal static partial class SqlServerLimits
{
    public const int ClusteredKeyBytes = 900;
    public const int IndexKeyBytes = 1700;
    public const int NameLength = 128;

    /// <summary>The most bytes a key of these columns can have; null when there is no most.</summary>
    public static int? KeyBytes(IEnumerable<IColumn> columns)
    {
        var bytes = columns.Select(c => Bytes(c.StoreType)).ToList();
        return bytes.Contains(null) ? null : bytes.Sum();
    }

    /// <summary>The tables that one delete would reach on more than one way (error 1785).</summary>
    public static IEnumerable<string> CascadeTangles(IRelationalModel model)
    {
        var cascades = model.Tables.SelectMany(t => t.ForeignKeyConstraints)
            .Where(f => f.OnDeleteAction is Microsoft.EntityFrameworkCore.Migrations.ReferentialAction.Cascade or Microsoft.EntityFrameworkCore.Migrations.ReferentialAction.SetNull)
            .ToLookup(f => f.PrincipalTable.Name, f => f.Table.Name);
        foreach (var start in model.Tables)
        {
            var reached = new List<string> { start.Name };
            for (var i = 0; i < reached.Count && i < 1000; i++)
                foreach (var next in cascades[reached[i]])
                {
                    if (reached.Contains(next)) yield return $"{start.Name} reaches {next} twice";
                    else reached.Add(next);
                }
        }
    }

    private static int? Bytes(string type)
    {
        var size = SizePattern().Match(type) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : (int?)null;
        return type.Split('(')[0] switch
        {
            "bit" or "tinyint" => 1,
            "smallint" => 2,
            "int" => 4,
            "date" => 3,
            "time" => 5,
            "bigint" or "datetime2" => 8,
            "datetimeoffset" => 10,
            "uniqueidentifier" => 16,
            "decimal" => 17,
            "nvarchar" or "nchar" => size * 2,
            "varchar" or "char" or "varbinary" or "binary" => size,
            _ => null,
        };
    }

    [GeneratedRegex(@"\((\d+)[,)]")]
    private static partial Regex SizePattern();
}
