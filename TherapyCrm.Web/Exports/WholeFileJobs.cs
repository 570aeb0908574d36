using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Exports;

/// <summary>How far an export is.</summary>
public enum ExportState { Waiting, Working, Ready, Failed, Cancelled }

/// <summary>One export on its way, and what came of it: in memory only.</summary>
public sealed class WholeFileJob
{
    /// <summary>Cannot be guessed.</summary>
    public Guid Id { get; } = new(RandomNumberGenerator.GetBytes(16));
    public required FileChoice Choice { get; init; }
    public required long UserId { get; init; }
    public required Instant AskedAt { get; init; }
    public ExportState State { get; internal set; }
    public FileProgress Progress { get; internal set; } = new("Waiting for another export", 0, 1);

    /// <summary>Why it failed, in English.</summary>
    public string? Problem { get; internal set; }

    /// <summary>What the person was allowed to take when it was made.</summary>
    public IReadOnlySet<string> Sight { get; internal set; } = new HashSet<string>();

    /// <summary>The file, once ready.</summary>
    public byte[]? Content { get; internal set; }
    public Instant? EndedAt { get; internal set; }
    internal CancellationTokenSource Stop { get; } = new();

    /// <summary>True while there is something to wait for.</summary>
    public bool IsRunning => State is ExportState.Waiting or ExportState.Working;
}

/// <summary>Makes exports one after the other beside the requests, and keeps what they made for half an hour, in memory and bounded.</summary>
public sealed partial class WholeFileJobs(IServiceScopeFactory scopes, IClock clock, IHostApplicationLifetime lifetime, ILogger<WholeFileJobs> logger) : IDisposable
{
    /// <summary>How long a file waits for its download.</summary>
    public static readonly Duration Kept = Duration.FromMinutes(30);

    /// <summary>Most exports that are kept or wait at once.</summary>
    public const int Most = 8;

    /// <summary>Most bytes of all that are kept.</summary>
    public const long MostBytes = 400L * 1024 * 1024;
    private readonly ConcurrentDictionary<Guid, WholeFileJob> jobs = [];
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Begins one for the person behind the request.</summary>
    /// <returns>It; or why it has to wait.</returns>
    public Outcome<WholeFileJob> Start(CurrentActor current, FileChoice choice)
    {
        Prune();
        var mine = jobs.Values.Where(j => j.UserId == current.Actor.UserId && j.Choice.ClientId == choice.ClientId).ToList();
        if (mine.Exists(j => j.IsRunning)) return Problem.Conflict("", "You are exporting this file already. Wait for it, or cancel it.");
        foreach (var old in mine) Drop(old);
        if (jobs.Count >= Most || jobs.Values.Sum(j => (long)(j.Content?.Length ?? 0)) > MostBytes) return Problem.Conflict("", "Too many exports are waiting to be downloaded. Please try again later.");
        var job = new WholeFileJob { Choice = choice, UserId = current.Actor.UserId!.Value, AskedAt = current.Now };
        jobs[job.Id] = job;
        var (actor, session, practice, culture, language) = (current.Actor, current.Session, current.Practice, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        using (ExecutionContext.SuppressFlow()) // the request's own things end with it
            _ = Task.Run(async () =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
                await RunAsync(job, actor, session, practice);
            });
        return job;
    }

    /// <summary>The person's own export of this client; null when there is none of that name any more.</summary>
    public WholeFileJob? Find(Guid id, long? userId, long clientId)
    {
        Prune();
        return jobs.TryGetValue(id, out var job) && job.UserId == userId && job.Choice.ClientId == clientId ? job : null;
    }

    /// <summary>The person's last export of this client.</summary>
    public WholeFileJob? Last(long? userId, long clientId)
    {
        Prune();
        return jobs.Values.Where(j => j.UserId == userId && j.Choice.ClientId == clientId).MaxBy(j => j.AskedAt);
    }

    /// <summary>Stops it, or takes away what it made.</summary>
    public void Cancel(WholeFileJob job)
    {
        if (job.IsRunning) job.Stop.Cancel();
        else Drop(job);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var job in jobs.Values) Drop(job);
        one.Dispose();
    }

    private async Task RunAsync(WholeFileJob job, Actor actor, OpenSession? session, PracticeFacts? practice)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Stop.Token, lifetime.ApplicationStopping);
        var how = "";
        try
        {
            await one.WaitAsync(stop.Token);
            try
            {
                job.State = ExportState.Working;
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentActor>().Is(actor, session, practice);
                job.Sight = await scope.ServiceProvider.GetRequiredService<ExportFile>().SightAsync(actor, job.Choice, stop.Token);
                job.Content = await scope.ServiceProvider.GetRequiredService<WholeFilePdf>().MakeAsync(actor, job.Choice, p => job.Progress = p, stop.Token);
                await RecordAsync(job, actor, string.Create(CultureInfo.InvariantCulture, $"{job.Content.Length} bytes sha256={Convert.ToHexStringLower(SHA256.HashData(job.Content))}"), AuditOutcome.Ok); // not ready before it is on record
                (job.EndedAt, job.State) = (clock.GetCurrentInstant(), ExportState.Ready);
                return;
            }
            finally
            {
                one.Release();
            }
        }
        catch (OperationCanceledException)
        {
            (job.EndedAt, job.State, how) = (clock.GetCurrentInstant(), ExportState.Cancelled, "cancelled");
        }
        catch (Exception e) // whatever it was, the person must hear that there is no file
        {
            Failed(job.Choice.ClientId, e.GetType().Name);
            (job.Problem, how) = e is NoBrowserException ? (e.Message, "no browser") : ("It could not be made. Tell who looks after the server.", "failed");
            (job.EndedAt, job.State) = (clock.GetCurrentInstant(), ExportState.Failed);
        }
        Clear(job);
        if (!lifetime.ApplicationStopping.IsCancellationRequested) await RecordAsync(job, actor, how, AuditOutcome.Failed);
    }

    private async Task RecordAsync(WholeFileJob job, Actor actor, string how, AuditOutcome outcome)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExportFile>().EndedAsync(actor with { Now = clock.GetCurrentInstant() }, job.Choice, how, outcome);
    }

    private void Prune()
    {
        var now = clock.GetCurrentInstant();
        foreach (var job in jobs.Values.Where(j => j.EndedAt + Kept <= now)) Drop(job);
    }

    private void Drop(WholeFileJob job)
    {
        job.Stop.Cancel();
        jobs.TryRemove(job.Id, out _);
        Clear(job);
    }

    private static void Clear(WholeFileJob job)
    {
        var content = job.Content;
        job.Content = null;
        if (content is not null) CryptographicOperations.ZeroMemory(content);
    }

    [LoggerMessage(LogLevel.Error, "The export of client {ClientId} failed: {Kind}.")]
    private partial void Failed(long clientId, string kind);
}
