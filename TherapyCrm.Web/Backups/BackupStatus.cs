using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace TherapyCrm.Web.Backups;

/// <summary>How the last try to make a backup ended; beside the database, so that it is there when the backups' own folder is not.</summary>
/// <param name="TriedAt">UTC, as ISO 8601 writes it.</param>
/// <param name="Failure">One English sentence; null when it succeeded.</param>
/// <param name="Name">The backup made.</param>
public sealed record BackupStatus(string TriedAt, string? Failure, string? Name)
{
    private const string FileName = "backup-status.json";

    /// <summary>When it was tried.</summary>
    [JsonIgnore]
    public Instant At => InstantPattern.General.Parse(TriedAt).Value;

    /// <summary>What stands in the folder; null before the first try.</summary>
    public static BackupStatus? Read(string storageRoot)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupStatus>(File.ReadAllText(Path.Combine(storageRoot, FileName)));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it there.</summary>
    public void Write(string storageRoot) => WholeFile.Write(Path.Combine(storageRoot, FileName), JsonSerializer.Serialize(this));
}
