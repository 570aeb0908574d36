using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Domain.Data;

/// <summary>A whole copy of the embedded database in one file, made while it is in use, and the proof that such a copy is sound.</summary>
public static class SqliteCopy
{
    /// <summary>What a copy holds.</summary>
    /// <param name="Problem">One English sentence; null when it is sound.</param>
    /// <param name="Migration">The newest change of its schema.</param>
    /// <param name="LastSealedEntry">The last line of the log that is sealed in it; 0 when none is.</param>
    public sealed record Facts(string? Problem, string? Migration, long LastSealedEntry);

    /// <summary>Copies the database as it is at one moment, without what was deleted from it.</summary>
    /// <param name="file">Does not exist yet.</param>
    public static async Task MakeAsync(string connectionString, string file, CancellationToken cancel = default)
    {
        var from = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite };
        await using var connection = new SqliteConnection(from.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=15000; PRAGMA temp_store=MEMORY; VACUUM INTO $file";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$file", file);
        await command.ExecuteNonQueryAsync(cancel);
        Flush(file);
    }

    /// <summary>Opens the copy and looks whether it is whole and of a version this program knows.</summary>
    public static async Task<Facts> CheckAsync(string file, CancellationToken cancel = default)
    {
        try
        {
            await using var db = Open(file);
            var sound = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync(cancel);
            var loose = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM pragma_foreign_key_check").SingleAsync(cancel);
            var (known, applied) = (db.Database.GetMigrations().ToHashSet(), (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList());
            var problem = sound != "ok" ? $"The copy of the database is damaged: {sound}."
                : loose != 0 ? $"The copy of the database has {loose} rows that refer to rows which are not there."
                : applied.Count == 0 ? "The copy is not a database of this program."
                : applied.Exists(m => !known.Contains(m)) ? "The copy is of a newer version than this program." : null;
            var last = problem is null && known.Count == applied.Count ? await db.AuditSeals.MaxAsync(s => (long?)s.LastEntryId, cancel) : null;
            return new(problem, applied.LastOrDefault(), last ?? 0);
        }
        catch (SqliteException e)
        {
            return new($"The copy of the database cannot be read: {e.Message}", null, 0);
        }
    }

    /// <summary>A context over the copy; the caller disposes of it.</summary>
    public static CrmDbContext Open(string file)
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ConnectionString);
        return new SqliteCrmContext(options.Options);
    }

    /// <summary>Readies a copy to take the place of the database: the journal as the running program expects it.</summary>
    public static async Task ReadyAsync(string file, CancellationToken cancel = default)
    {
        await using (var db = Open(file))
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
        }
        Flush(file);
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
