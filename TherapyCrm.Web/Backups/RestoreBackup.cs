using Microsoft.Data.Sqlite;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Backups;

/// <summary>Puts a backup in the place of the database and its files, after it has been proven; what was there is kept aside.</summary>
public sealed class RestoreBackup(CrmSettings settings, CheckBackup check)
{
    private readonly Restoring restoring = new(settings);

    /// <summary>What was restored.</summary>
    /// <param name="Aside">What the database before is kept as; null when there was none.</param>
    public sealed record Done(BackupManifest Backup, string? Aside);

    /// <param name="backup">The folder of one backup, or the name of one in Backup:Folder; <c>latest</c> is the newest.</param>
    /// <param name="stamp">Part of the names under which the old is kept.</param>
    /// <param name="atStep">Called before each step, for the tests that stop there.</param>
    /// <returns>What was done; or why nothing was touched.</returns>
    public async Task<Outcome<Done>> RunAsync(string? backup, string stamp, Action<string>? atStep = null, CancellationToken cancel = default)
    {
        if (settings.Provider != DatabaseProvider.Sqlite) return new Problem("", MakeBackup.NotHere);
        if (Find(backup) is not { } found) return Problem.Invalid("", "There is no such backup.");
        using var alone = Serving.Alone(settings);
        if (alone is null) return Problem.Conflict("", "The program is running on this storage. Stop it first.");
        using var mine = found.Backups.Lock();
        if (mine is null) return Problem.Conflict("", "A backup is being made or restored at this moment.");
        restoring.Finish();
        atStep?.Invoke("check");
        if (await check.RunAsync(found.Backups, found.Folder, found.Manifest, everyFile: true, cancel) is { } wrong) return new Problem("", "Nothing was restored: {0}", wrong);
        atStep?.Invoke("prepare");
        if (await PrepareAsync(found, atStep, cancel) is { } spoiled) return new Problem("", "Nothing was restored: {0}", spoiled);
        var aside = File.Exists(restoring.Database) ? Restoring.Aside(restoring.Database, stamp) : null;
        SqliteConnection.ClearAllPools();
        atStep?.Invoke("decide");
        restoring.Decide(stamp);
        restoring.Finish(atStep);
        return new Done(found.Manifest, aside);
    }

    private async Task<string?> PrepareAsync((BackupFolder Backups, string Folder, BackupManifest Manifest) found, Action<string>? atStep, CancellationToken cancel)
    {
        restoring.Clear();
        var fresh = Restoring.Fresh(restoring.Database);
        Directory.CreateDirectory(Path.GetDirectoryName(fresh)!);
        if (await WholeFile.CopyAsync(Path.Combine(found.Folder, BackupManifest.DatabaseFile), fresh, cancel) != found.Manifest.DatabaseHash) return "The copy of the database was not read whole.";
        await SqliteCopy.ReadyAsync(fresh, cancel);
        foreach (var folder in restoring.Folders) Directory.CreateDirectory(Restoring.Fresh(folder));
        foreach (var file in found.Manifest.Files)
        {
            atStep?.Invoke($"copy {file.Path}");
            if (Place(file) is not { } to) return $"{file.Path} lies outside the folders that are restored.";
            if (await WholeFile.CopyAsync(found.Backups.Shared(file.Hash), to, cancel) != file.Hash) return $"{file.Path} was not read whole.";
            File.SetLastWriteTimeUtc(to, new DateTime(file.Modified, DateTimeKind.Utc));
        }
        return null;
    }

    // A manifest from elsewhere may say anything; only what stays below its folder is written.
    private string? Place(BackupFile file)
    {
        var folder = restoring.Folders.FirstOrDefault(f => file.Path.StartsWith(Path.GetFileName(f) + '/', StringComparison.Ordinal));
        if (folder is null) return null;
        var (root, to) = (Restoring.Fresh(folder), Path.GetFullPath(Path.Combine(Restoring.Fresh(folder), file.Path[(Path.GetFileName(folder).Length + 1)..])));
        return to.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? to : null;
    }

    private (BackupFolder Backups, string Folder, BackupManifest Manifest)? Find(string? backup)
    {
        var here = new BackupFolder(settings.Backup.Folder);
        var name = backup == "latest" ? (here.All() is [var newest, ..] ? newest.Name : null) : backup;
        if (string.IsNullOrEmpty(name)) return null;
        var folder = Path.GetFullPath(Directory.Exists(name) ? name : Path.Combine(here.Root, name));
        return BackupManifest.Read(folder) is { } manifest ? (new(Path.GetDirectoryName(folder)!), folder, manifest) : null;
    }
}
