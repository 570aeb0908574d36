using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace TherapyCrm.Web.Backups;

/// <summary>What one backup holds, written last: a folder without it is no backup.</summary>
public sealed record BackupManifest
{
    /// <summary>Name of the file beside the copy of the database.</summary>
    public const string FileName = "backup.json";

    /// <summary>Name of the copy of the database.</summary>
    public const string DatabaseFile = "crm.db";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Name of the backup's folder.</summary>
    public required string Name { get; init; }

    /// <summary>UTC, as ISO 8601 writes it.</summary>
    public required string MadeAt { get; init; }

    /// <summary>The newest change of the schema.</summary>
    public required string Migration { get; init; }
    public required long DatabaseBytes { get; init; }

    /// <summary>SHA-256 of the copy.</summary>
    public required string DatabaseHash { get; init; }

    /// <summary>The keys it needs, each by its file's name in Keys:Path, and what names it without telling it.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>When it was made.</summary>
    public Instant At => InstantPattern.General.Parse(MadeAt).Value;

    /// <summary>Bytes of the database and of every file it names, whether or not earlier backups name them too.</summary>
    public long Bytes => DatabaseBytes + Files.Sum(f => f.Bytes);

    /// <summary>The folder's name for a backup made at that moment.</summary>
    public static string NameOf(Instant at) => at.ToDateTimeUtc().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The manifest in that folder; null when there is none that can be read.</summary>
    public static BackupManifest? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(file), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it into that folder.</summary>
    public void Write(string folder) => WholeFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json));
}

/// <summary>One file beside the database: where it lay below Storage:Root, and what was in it.</summary>
/// <param name="Modified">When it was last written, in ticks: unchanged, it is not read again.</param>
/// <param name="Hash">SHA-256; its name in the store of files that all backups share.</param>
public sealed record BackupFile(string Path, long Bytes, long Modified, string Hash);
