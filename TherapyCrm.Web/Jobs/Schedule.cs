using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Backups;

namespace TherapyCrm.Web.Jobs;

/// <summary>Something the application does by itself, as itself.</summary>
/// <param name="Name">Short, in kebab case; names the run in <c>job_runs</c>.</param>
/// <param name="Every">Due at each multiple of this.</param>
public sealed record Job(string Name, Duration Every, Func<IServiceProvider, Actor, CancellationToken, Task> RunAsync);

/// <summary>The whole timetable.</summary>
public static class Schedule
{
    /// <summary>All jobs.</summary>
    public static readonly IReadOnlyList<Job> All =
    [
        new("seal-audit", Duration.FromMinutes(1), (services, actor, cancel) => services.GetRequiredService<SealAudit>().RunAsync(actor, cancel)),
        new("prune-claims", Duration.FromHours(24), (services, actor, cancel) => services.GetRequiredService<PruneClaims>().RunAsync(actor, cancel)),
        new("rebase-times", Duration.FromHours(24), (services, actor, cancel) => services.GetRequiredService<RebaseTimes>().RunAsync(actor, cancel)),
        new("sweep-documents", Duration.FromHours(24), (services, actor, cancel) => services.GetRequiredService<SweepDocuments>().RunAsync(actor, cancel)),
        new("day-sheets", Duration.FromMinutes(10), (services, actor, cancel) => services.GetRequiredService<WriteDaySheets>().RunAsync(actor, cancel)),
        new("backup", Duration.FromMinutes(10), (services, actor, cancel) => services.GetRequiredService<BackupSchedule>().RunDueAsync(actor, cancel)),
    ];
}
