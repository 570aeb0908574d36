using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Web.Backups;

/// <summary>Proves that a backup can be restored: its database opens and is whole, its files are there, and the keys here open what is sealed in it.</summary>
public sealed class CheckBackup(KeyFolder keys, SealedSample sample)
{
    private const int FilesRead = 50;

    /// <summary>One English sentence saying what is wrong; null when nothing is.</summary>
    /// <param name="folder">Of the backup; may be one that is still being made.</param>
    /// <param name="everyFile">Reads all files again instead of a sample.</param>
    public async Task<string?> RunAsync(BackupFolder backups, string folder, BackupManifest manifest, bool everyFile, CancellationToken cancel = default)
    {
        var file = Path.Combine(folder, BackupManifest.DatabaseFile);
        if (!File.Exists(file)) return "The copy of the database is missing.";
        if (await WholeFile.HashAsync(file, cancel) != manifest.DatabaseHash) return "The copy of the database is not what was written.";
        return KeyMissing(manifest) ?? await InScratchAsync(file, scratch => DatabaseProblemAsync(scratch, cancel), cancel) ?? await FileProblemAsync(backups, manifest, everyFile, cancel);
    }

    /// <summary>The first key that the backup needs and this installation lacks, as a sentence; null when all are here.</summary>
    public string? KeyMissing(BackupManifest manifest)
    {
        var here = keys.Ids();
        return manifest.Keys.Where(k => here.GetValueOrDefault(k.Key) != k.Value)
            .Select(k => $"The key {k.Key}.key in Keys:Path is {(here.ContainsKey(k.Key) ? "another than" : "not here; it is")} the one this backup was made with. Put the safe copy of the keys there first.").FirstOrDefault();
    }

    private async Task<string?> DatabaseProblemAsync(string file, CancellationToken cancel)
    {
        if ((await SqliteCopy.CheckAsync(file, cancel)) is { Problem: { } problem }) return problem;
        await using var db = SqliteCopy.Open(file);
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any()) return null;
        return await sample.ProblemAsync(db, cancel);
    }

    // Opening a database may write beside it; the backup itself stays as it was made.
    private static async Task<string?> InScratchAsync(string file, Func<string, Task<string?>> look, CancellationToken cancel)
    {
        var scratch = $"{file}.check";
        try
        {
            await WholeFile.CopyAsync(file, scratch, cancel);
            return await look(scratch);
        }
        finally
        {
            foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(scratch + part);
        }
    }

    private static async Task<string?> FileProblemAsync(BackupFolder backups, BackupManifest manifest, bool everyFile, CancellationToken cancel)
    {
        var missing = manifest.Files.FirstOrDefault(f => new FileInfo(backups.Shared(f.Hash)) is not { Exists: true } there || there.Length != f.Bytes);
        if (missing is not null) return $"The copy of {missing.Path} is missing or not whole.";
        var sample = everyFile ? manifest.Files : [.. manifest.Files.OrderBy(_ => Random.Shared.Next()).Take(FilesRead)];
        foreach (var one in sample)
            if (await WholeFile.HashAsync(backups.Shared(one.Hash), cancel) != one.Hash) return $"The copy of {one.Path} is not what was written.";
        return null;
    }
}
