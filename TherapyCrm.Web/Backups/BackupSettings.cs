using NodaTime;

namespace TherapyCrm.Web.Backups;

/// <summary>Where, when and how many backups of the embedded database are kept.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="At">Time of day at the practice's main location; null makes none by itself.</param>
/// <param name="Keep">How many, 1 or more.</param>
public sealed record BackupSettings(string Folder, LocalTime? At, int Keep);
