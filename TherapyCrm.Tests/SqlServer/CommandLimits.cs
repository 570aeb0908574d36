using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>Refuses a command of more parameters than SQL Server takes (2,100), with room for what its provider adds of its own.</summary>
internal sealed class CommandLimits : DbCommandInterceptor
{
    public const int Most = 2000;
    public static readonly CommandLimits Instance = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Check(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Check(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(command);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbCommand command)
    {
        if (command.Parameters.Count > Most)
            throw new TSqlRefusedException(command.CommandText, [$"8003: {command.Parameters.Count} parameters, at most {Most} fit"]);
    }
}
