using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.SqlServer.Dac.Model;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>The database as Microsoft's own schema compiler sees it: it resolves every name and type that a script uses.</summary>
internal static class DacModel
{
    private static readonly TSqlObjectOptions Options = new() { AnsiNulls = true, QuotedIdentifier = true };

    /// <summary>What is wrong with a script, beside the product's own tables and views when they are asked for.</summary>
    public static List<string> Problems(IEnumerable<string> batches)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var batch in batches) model.AddObjects(batch, Options);
        return [.. model.Validate().Select(m => m.ToString()).Distinct()];
    }

    /// <summary>The tables of the model, and the views its migrations write by hand.</summary>
    public static List<string> Schema()
    {
        using var db = new DrySqlServer().Context();
        return [.. TSql.Batches(db.Database.GenerateCreateScript()), .. Views(db)];
    }

    /// <summary>The names in these commands that the database does not have.</summary>
    public static List<string> Unresolved(IReadOnlyList<DryStatement> statements)
    {
        var procedures = statements.Select((s, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"[captured_{i}]"), s.Sql, s.Declarations)).ToList();
        var problems = Problems([.. Schema(), .. procedures.Select(p => $"CREATE PROCEDURE {p.Name} {p.Declarations} AS BEGIN\n{p.Sql}\nEND")]);
        return [.. problems.Select(p => procedures.FirstOrDefault(c => p.Contains(c.Name, StringComparison.Ordinal)) is { Sql: { } sql } ? $"{p}\n{sql}" : p)];
    }

    private static IEnumerable<string> Views(DbContext db)
    {
        var assembly = db.GetService<IMigrationsAssembly>();
        return assembly.Migrations.Values
            .SelectMany(m => assembly.CreateMigration(m, db.Database.ProviderName!).UpOperations.OfType<SqlOperation>())
            .Select(o => o.Sql)
            .Select(sql => sql.StartsWith("EXEC(N'", StringComparison.OrdinalIgnoreCase) ? sql[7..sql.LastIndexOf('\'')].Replace("''", "'", StringComparison.Ordinal) : sql)
            .Where(sql => sql.TrimStart().StartsWith("CREATE VIEW", StringComparison.OrdinalIgnoreCase));
    }
}
