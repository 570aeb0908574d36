using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Domain.Data;

/// <summary>Sees to it that what was overwritten in SQLite's file is overwritten on the disk too; SQL Server reuses its pages by itself.</summary>
internal static class ErasedPages
{
    /// <summary>From here on this connection overwrites what it frees.</summary>
    public static Task EraseForGoodAsync(this CrmDbContext db, CancellationToken cancel) =>
        db.Database.IsSqlite() ? db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", cancel) : Task.CompletedTask;

    /// <summary>Empties the journal in which the old pages still stand; to be called when the work is committed.</summary>
    public static Task ForgetPagesAsync(this CrmDbContext db, CancellationToken cancel) =>
        db.Database.IsSqlite() ? db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel) : Task.CompletedTask;
}
