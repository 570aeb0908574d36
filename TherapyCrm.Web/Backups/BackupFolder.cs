namespace TherapyCrm.Web.Backups;

/// <summary>The folder that backups lie in: one folder each, and one store of the files they share, each named by its content.</summary>
public sealed class BackupFolder(string root)
{
    private const string Unfinished = ".making-";

    /// <summary>Where it is.</summary>
    public string Root => root;

    /// <summary>Where the file with this content lies.</summary>
    public string Shared(string hash) => Path.Combine(root, "files", hash[..2], hash);

    /// <summary>The backups that are whole, newest first.</summary>
    public IReadOnlyList<BackupManifest> All() => !Directory.Exists(root) ? []
        : [.. Directory.EnumerateDirectories(root).Where(d => !Path.GetFileName(d).StartsWith('.')).Select(BackupManifest.Read).OfType<BackupManifest>().OrderByDescending(m => m.Name, StringComparer.Ordinal)];

    /// <summary>Only one process at a time makes, checks or restores backups here.</summary>
    /// <returns>Null when another has it.</returns>
    public IDisposable? Lock()
    {
        Make(root);
        try
        {
            return new FileStream(Path.Combine(root, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A new folder to make a backup in, after clearing away what a killed one left.</summary>
    public string Begin()
    {
        foreach (var left in Directory.EnumerateDirectories(root, Unfinished + "*")) Directory.Delete(left, recursive: true);
        return Make(Path.Combine(root, $"{Unfinished}{Guid.NewGuid():N}"));
    }

    /// <summary>Keeps the newest, and of the shared files those that a kept backup names.</summary>
    public void Keep(int count)
    {
        foreach (var old in All().Skip(count))
        {
            var folder = Path.Combine(root, old.Name);
            File.Delete(Path.Combine(folder, BackupManifest.FileName)); // from here on it is no backup, whatever happens to the rest
            Directory.Delete(folder, recursive: true);
        }
        var named = All().SelectMany(m => m.Files).Select(f => f.Hash).ToHashSet();
        if (!Directory.Exists(Path.Combine(root, "files"))) return;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "files"), "*", SearchOption.AllDirectories))
            if (!named.Contains(Path.GetFileName(file))) File.Delete(file);
    }

    // Names and addresses lie readable in the database: nobody else on this machine needs to read them.
    private static string Make(string folder) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder).FullName
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
