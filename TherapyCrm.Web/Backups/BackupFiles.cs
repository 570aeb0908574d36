using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Backups;

/// <summary>The files beside the database that belong to a backup: documents, which are sealed already, and the copies of the log's seals.</summary>
public sealed class BackupFiles(CrmSettings settings)
{
    /// <summary>The folders below Storage:Root that are backed up and restored.</summary>
    public static readonly IReadOnlyList<string> Folders = ["documents", Seals];
    private const string Seals = "audit-seals";

    /// <summary>Copies what is not in the store yet.</summary>
    /// <param name="before">The backup before, whose files are not read again while size and time are the same.</param>
    /// <param name="lastSealedEntry">Seals made after the copy of the database belong to a later backup.</param>
    public async Task<IReadOnlyList<BackupFile>> CopyAsync(BackupFolder backups, string scratch, BackupManifest? before, long lastSealedEntry, CancellationToken cancel)
    {
        var known = before?.Files.ToDictionary(f => f.Path) ?? [];
        var files = new List<BackupFile>();
        foreach (var path in Paths("documents").Where(p => !p.StartsWith("documents/incoming/", StringComparison.Ordinal))) // still coming in, named by no row
            if (await DocumentAsync(backups, scratch, path, known.GetValueOrDefault(path), cancel) is { } file) files.Add(file);
        CopySeals(Path.Combine(scratch, Seals), lastSealedEntry);
        foreach (var seal in Directory.Exists(Path.Combine(scratch, Seals)) ? Directory.GetFiles(Path.Combine(scratch, Seals)) : [])
            files.Add(await StoreAsync(backups, seal, $"{Seals}/{Path.GetFileName(seal)}", scratch, cancel));
        return files;
    }

    private IEnumerable<string> Paths(string folder)
    {
        var root = Path.Combine(settings.StorageRoot, folder);
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(settings.StorageRoot, f).Replace('\\', '/')).Order(StringComparer.Ordinal) : [];
    }

    private async Task<BackupFile?> DocumentAsync(BackupFolder backups, string scratch, string path, BackupFile? known, CancellationToken cancel)
    {
        var info = new FileInfo(Path.Combine(settings.StorageRoot, path));
        if (known is not null && info.Exists && (known.Bytes, known.Modified) == (info.Length, info.LastWriteTimeUtc.Ticks) && File.Exists(backups.Shared(known.Hash))) return known;
        try
        {
            return await StoreAsync(backups, info.FullName, path, scratch, cancel);
        }
        catch (FileNotFoundException)
        {
            return null; // given up since the folder was read
        }
    }

    private static async Task<BackupFile> StoreAsync(BackupFolder backups, string file, string path, string scratch, CancellationToken cancel)
    {
        var info = new FileInfo(file);
        var (modified, copy) = (info.LastWriteTimeUtc.Ticks, Path.Combine(scratch, "copying"));
        var hash = await WholeFile.CopyAsync(file, copy, cancel);
        var (bytes, place) = (new FileInfo(copy).Length, backups.Shared(hash));
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(copy, place, overwrite: true);
        return new(path, bytes, modified, hash);
    }

    private void CopySeals(string to, long lastSealedEntry)
    {
        var copy = new SealFiles(to);
        foreach (var seal in new SealFiles(Path.Combine(settings.StorageRoot, Seals)).Read().Values.Where(s => s.Last <= lastSealedEntry).OrderBy(s => s.First)) copy.Append(seal);
    }
}
