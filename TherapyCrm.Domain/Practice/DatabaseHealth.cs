using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Tells whether the database answers, and for who runs the practice how it is.</summary>
public sealed class DatabaseHealth(CrmDbContext db) : IOperation
{
    /// <summary>How the database is.</summary>
    /// <param name="Migration">The newest change of its schema.</param>
    public sealed record Facts(string Provider, bool IsUp, double Milliseconds, string? Migration, int PendingMigrations, long? Bytes);

    /// <summary>True when it answers.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancel = default)
    {
        try
        {
            return await db.Database.CanConnectAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Everything about it.</summary>
    public async Task<Facts> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var provider = db.Database.IsSqlServer() ? "SqlServer" : "Sqlite";
        var clock = Stopwatch.StartNew();
        if (!await IsUpAsync(cancel)) return new(provider, false, clock.Elapsed.TotalMilliseconds, null, 0, null);
        await db.PracticeSettings.AnyAsync(cancel);
        var milliseconds = clock.Elapsed.TotalMilliseconds;
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        return new(provider, true, milliseconds, applied.LastOrDefault(), db.Database.GetMigrations().Except(applied).Count(), await BytesAsync(cancel));
    }

    private async Task<long?> BytesAsync(CancellationToken cancel)
    {
        if (db.Database.IsSqlServer()) return await db.Database.SqlQuery<long>($"SELECT SUM(CAST(size AS bigint)) * 8192 AS Value FROM sys.database_files").SingleAsync(cancel);
        var file = new FileInfo(db.Database.GetDbConnection().DataSource);
        return file.Exists ? file.Length : null;
    }
}
