using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Backups;

/// <summary>When the next backup is due: at once when there was none, every day at the time of the setting, and an hour after one that failed.</summary>
public sealed class BackupSchedule(CrmSettings settings, PracticeDay day, MakeBackup make)
{
    private static readonly Duration Again = Duration.FromHours(1);

    /// <summary>What an administrator asks about it.</summary>
    /// <param name="Status">Null before the first try.</param>
    /// <param name="Next">Null when none is made by itself.</param>
    public sealed record Facts(string Folder, int Keep, IReadOnlyList<BackupManifest> Backups, BackupStatus? Status, Instant? Next, bool IsOurs);

    /// <summary>Everything about the backups.</summary>
    public async Task<Facts> FactsAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var status = BackupStatus.Read(settings.StorageRoot);
        return new(settings.Backup.Folder, settings.Backup.Keep, new BackupFolder(settings.Backup.Folder).All(), status,
            await NextAsync(actor.Now, status, cancel), settings.Provider == DatabaseProvider.Sqlite);
    }

    /// <summary>Makes one when it is due.</summary>
    public async Task RunDueAsync(Actor actor, CancellationToken cancel = default)
    {
        if (await NextAsync(actor.Now, BackupStatus.Read(settings.StorageRoot), cancel) is { } due && due <= actor.Now) await make.RunAsync(actor, cancel);
    }

    private async Task<Instant?> NextAsync(Instant now, BackupStatus? status, CancellationToken cancel)
    {
        if (settings.Backup.At is not { } at || settings.Provider != DatabaseProvider.Sqlite) return null;
        if (status is null) return now;
        if (status.Failure is not null) return status.At + Again;
        var zone = await day.ZoneAsync(cancel);
        var today = Zones.ToLocal(now, zone).Date;
        return new[] { today.PlusDays(-1), today, today.PlusDays(1) }.Select(d => Zones.ToInstant(d + at, zone)).First(due => due > status.At);
    }
}
