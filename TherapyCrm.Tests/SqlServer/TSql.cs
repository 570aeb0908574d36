using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>Reads T-SQL as SQL Server 2022 does, and throws what it would refuse.</summary>
public static class TSql
{
    /// <summary>The batches of a script.</summary>
    /// <exception cref="TSqlRefusedException">It does not parse, or breaks a rule that the parser does not know.</exception>
    public static IReadOnlyList<TSqlBatch> Parse(string sql)
    {
        using var reader = new StringReader(sql);
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0) throw new TSqlRefusedException(Excerpt(sql, errors[0].Line), errors.Select(e => $"line {e.Line}: {e.Message}"));
        var refusals = new TSqlRefusals();
        tree.Accept(refusals);
        if (refusals.Found.Count > 0) throw new TSqlRefusedException(sql, refusals.Found);
        return [.. ((TSqlScript)tree).Batches];
    }

    private static string Excerpt(string sql, int line)
    {
        var lines = sql.Split('\n');
        return lines.Length <= 60 ? sql : string.Join('\n', lines.Skip(line - 8).Take(16));
    }

    /// <summary>A script's batches as text, parted at GO as the tools do.</summary>
    public static IEnumerable<string> Batches(string script)
    {
        var batch = new StringBuilder();
        foreach (var line in script.ReplaceLineEndings("\n").Split('\n').Append("GO"))
        {
            if (!line.Trim().Equals("GO", StringComparison.OrdinalIgnoreCase)) { batch.Append(line).Append('\n'); continue; }
            if (batch.ToString().Trim() is { Length: > 0 } text) yield return text;
            batch.Clear();
        }
    }
}

/// <summary>SQL Server would not run this; the message holds the text and the reasons.</summary>
public sealed class TSqlRefusedException(string sql, IEnumerable<string> reasons, string? origin = null, Exception? inner = null)
    : Exception($"SQL Server would refuse this:\n  {string.Join("\n  ", reasons)}\n{(origin is null ? "" : $"The query:\n{origin}\n")}{sql}", inner);
