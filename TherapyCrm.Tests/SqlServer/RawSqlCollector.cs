using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>
/// Parses as T-SQL what the application says to the database in its own words, except what only SQLite is told,
/// and changes of the schema: those are the migrations', which are proved apart.
/// </summary>
internal sealed class RawSqlCollector(QueryCollector collector) : DbCommandInterceptor
{
    private static readonly string[] Exempt = ["PRAGMA", "VACUUM", "CREATE", "ALTER", "DROP"];

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

    private void Check(DbCommand command, CommandEventData eventData)
    {
        if (eventData.CommandSource == CommandSource.ExecuteSqlRaw && !Exempt.Any(word => command.CommandText.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            collector.Check(command.CommandText);
    }
}
