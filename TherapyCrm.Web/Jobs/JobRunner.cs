using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Web.Jobs;

/// <summary>Runs what the timetable says is due; the key of <c>job_runs</c> lets one of several web nodes have each run.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IClock clock, ILogger<JobRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly Duration RunsKept = Duration.FromDays(7);
    private readonly Dictionary<string, Instant> seen = [];

    /// <summary>Runs every job that became due since the last look.</summary>
    public async Task RunDueAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        foreach (var job in Schedule.All)
        {
            var due = DueAt(job, now);
            if (seen.TryGetValue(job.Name, out var last) && last >= due) continue;
            seen[job.Name] = due;
            if (await ClaimAsync(job, due, now, cancel)) await RunAsync(job, due, now, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed("timetable", e);
            }
    }

    private static Instant DueAt(Job job, Instant now) =>
        Instant.FromUnixTimeTicks(now.ToUnixTimeTicks() / job.Every.BclCompatibleTicks * job.Every.BclCompatibleTicks);

    private async Task<bool> ClaimAsync(Job job, Instant due, Instant now, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        db.JobRuns.Add(new JobRun { Job = job.Name, DueAt = due, StartedAt = now });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException e) when (CrmDbContext.IsDuplicate(e))
        {
            return false; // another node has it
        }
    }

    private async Task RunAsync(Job job, Instant due, Instant now, CancellationToken cancel)
    {
        var succeeded = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await job.RunAsync(scope.ServiceProvider, Actor.Application(now), cancel);
            succeeded = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(job.Name, e);
        }
        await using var after = scopes.CreateAsyncScope();
        var (db, ended) = (after.ServiceProvider.GetRequiredService<CrmDbContext>(), clock.GetCurrentInstant());
        await db.JobRuns.Where(r => r.Job == job.Name && r.DueAt == due).ExecuteUpdateAsync(u => u.SetProperty(r => r.EndedAt, ended).SetProperty(r => r.Succeeded, succeeded), cancel);
        await db.JobRuns.Where(r => r.Job == job.Name && r.DueAt < now - RunsKept).ExecuteDeleteAsync(cancel);
    }

    [LoggerMessage(LogLevel.Error, "Job {Job} failed.")]
    private partial void Failed(string job, Exception e);
}
