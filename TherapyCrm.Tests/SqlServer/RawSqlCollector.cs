using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>Parses as T-SQL what the application says to the database in its own words, except what only SQLite is told.</summary>
internal sealed class RawSqlCollector : DbCommandInterceptor
{
    public static readonly RawSqlCollector Instance = new();
    private static readonly string[] SqliteOnly = ["PRAGMA", "VACUUM"];

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbCommand command, CommandEventData eventData)
    {
        if (eventData.CommandSource == CommandSource.ExecuteSqlRaw && !SqliteOnly.Any(word => command.CommandText.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            QueryCollector.Instance.Check(command.CommandText);
    }
}
