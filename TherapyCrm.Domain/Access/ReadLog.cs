using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>
/// Puts reads on file before their answers leave: one writer takes what all requests have waiting and commits it at once, so that a read costs
/// a share of one commit (access.md §2). Never awaited inside a transaction, which it would wait for.
/// </summary>
public sealed class ReadLog(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private const int LargestBatch = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly Lock starting = new();
    private Task? writer;

    private sealed record Waiting(AuditEntry Line, TaskCompletionSource Done);

    /// <summary>One record was opened.</summary>
    /// <exception cref="AuditUnavailableException">It could not be put on file, so it may not be shown.</exception>
    public Task OneAsync(Actor by, string action, long? entityId, long? clientId, CancellationToken cancel = default) =>
        WriteAsync(AuditLog.Line(by, action, AuditOutcome.Ok, entityId, clientId), cancel);

    /// <summary>A list, board or search was shown: its filter and how many it found.</summary>
    /// <inheritdoc cref="OneAsync"/>
    public Task ListAsync(Actor by, string action, string filter, int count, CancellationToken cancel = default) =>
        WriteAsync(AuditLog.Line(by, action, AuditOutcome.Ok, details: $"{filter}; {count}"), cancel);

    /// <summary>Any line; answers when it is committed.</summary>
    public async Task WriteAsync(AuditEntry line, CancellationToken cancel = default)
    {
        lock (starting) writer ??= Task.Run(RunAsync, CancellationToken.None);
        var waiting = new Waiting(line, new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await queue.Writer.WriteAsync(waiting, cancel);
            await waiting.Done.Task.WaitAsync(Patience, cancel);
        }
        catch (Exception e) when (e is not (AuditUnavailableException or OperationCanceledException))
        {
            throw new AuditUnavailableException("The audit log cannot be written.", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (writer is not null) await writer;
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
            await CommitAsync(batch);
            batch.Clear();
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
            db.AuditEntries.AddRange(batch.Select(w => w.Line));
            await db.SaveChangesAsync();
            foreach (var waiting in batch) waiting.Done.SetResult();
        }
        catch (Exception e) // whatever it was, the readers must hear of it and the writer must live on
        {
            foreach (var waiting in batch) waiting.Done.TrySetException(new AuditUnavailableException("The audit log cannot be written.", e));
        }
    }
}
