using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace TherapyCrm.Domain.Data;

/// <summary>Makes and migrates the embedded database on a copy that takes its place only once it has been checked, so that a killed start leaves nothing half done.</summary>
public static class SqliteFile
{
    /// <summary>Brings the file to this version of the product.</summary>
    /// <returns>True when something was made or changed.</returns>
    public static async Task<bool> PrepareAsync(string connectionString, IClock clock, CancellationToken cancel = default)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        if (File.Exists(file) && await IsCurrentAsync(connectionString, cancel)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var copy = file + ".new";
        Delete(copy);
        if (File.Exists(file)) Copy(file, copy);
        await MigrateAsync(copy, clock, cancel);
        SqliteConnection.ClearAllPools();
        if (File.Exists(file)) File.Move(file, file + ".before", overwrite: true);
        Delete(file);
        File.Move(copy, file);
        return true;
    }

    private static async Task<bool> IsCurrentAsync(string connectionString, CancellationToken cancel)
    {
        await using var db = Open(connectionString);
        return !(await db.Database.GetPendingMigrationsAsync(cancel)).Any();
    }

    private static async Task MigrateAsync(string file, IClock clock, CancellationToken cancel)
    {
        await using var db = Open($"Data Source={file};Pooling=False");
        await db.Database.MigrateAsync(cancel);
        await new BaseData(db, clock).EnsureAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        var sound = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").SingleAsync(cancel);
        var loose = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM pragma_foreign_key_check").SingleAsync(cancel);
        if (sound != "ok" || loose != 0) throw new InvalidDataException($"The migrated copy of the database is not sound ({sound}, {loose} loose references); {file} was left for inspection and nothing was changed.");
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
    }

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static void Delete(string file)
    {
        foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(file + part);
    }

    private static SqliteCrmContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, connectionString);
        return new(options.Options);
    }
}
