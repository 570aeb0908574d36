using Microsoft.Data.Sqlite;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Backups;

/// <summary>Backs the embedded database up while it is in use: the database, then the files beside it, proven before it counts. Keys are never in it.</summary>
public sealed class MakeBackup(CrmSettings settings, KeyFolder keys, BackupFiles files, CheckBackup check, AuditLog log)
{
    /// <summary>What is said where the database is SQL Server.</summary>
    public const string NotHere = "SQL Server is backed up by its own BACKUP DATABASE, with the documents folder and the keys beside it; docs/OPERATIONS.md says how.";
    private readonly BackupFolder backups = new(settings.Backup.Folder);

    /// <returns>What was made; or why nothing was. An unfinished one is never among the backups.</returns>
    public async Task<Outcome<BackupManifest>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (settings.Provider != DatabaseProvider.Sqlite) return new Problem("", NotHere);
        Outcome<BackupManifest> outcome;
        try
        {
            using var mine = backups.Lock();
            if (mine is null) return Problem.Conflict("", "A backup is being made or restored at this moment.");
            outcome = await MakeAsync(actor, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            outcome = new Problem("", "The backup could not be made: {0}", e.Message);
        }
        new BackupStatus(InstantPattern.General.Format(actor.Now), outcome.Succeeded ? null : outcome.Problems[0].ToString(), outcome.Value?.Name).Write(settings.StorageRoot);
        await log.AddNowAsync(actor, outcome.Succeeded ? "backup.made" : "backup.failed", outcome.Succeeded ? AuditOutcome.Ok : AuditOutcome.Failed, details: outcome.Value?.Name, cancel: cancel);
        return outcome;
    }

    private async Task<Outcome<BackupManifest>> MakeAsync(Actor actor, CancellationToken cancel)
    {
        var folder = backups.Begin();
        var (copy, before) = (Path.Combine(folder, BackupManifest.DatabaseFile), backups.All() is [var last, ..] ? last : null);
        await SqliteCopy.MakeAsync(settings.ConnectionString, copy, cancel);
        var hash = await WholeFile.HashAsync(copy, cancel);
        var facts = await SqliteCopy.CheckAsync(copy, cancel);
        if (facts.Problem is { } damaged) return new Problem("", "The backup could not be made: {0}", damaged);
        var manifest = new BackupManifest
        {
            Name = BackupManifest.NameOf(actor.Now), MadeAt = InstantPattern.General.Format(actor.Now), Migration = facts.Migration!, DatabaseBytes = new FileInfo(copy).Length,
            DatabaseHash = hash, Keys = keys.Ids(), Files = await files.CopyAsync(backups, folder, before, facts.LastSealedEntry, cancel),
        };
        manifest.Write(folder);
        if (await check.RunAsync(backups, folder, manifest, everyFile: false, cancel) is { } wrong) return new Problem("", "The backup could not be made: {0}", wrong);
        foreach (var left in Directory.GetDirectories(folder)) Directory.Delete(left, recursive: true);
        var place = Path.Combine(backups.Root, manifest.Name);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        Directory.Move(folder, place);
        backups.Keep(settings.Backup.Keep);
        return manifest;
    }
}
