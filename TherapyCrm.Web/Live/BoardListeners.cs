using System.Collections.Concurrent;
using System.Threading.Channels;
using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Live;

/// <summary>Tells the open boards of this node what changed: one reader of the database for all of them, and none while nobody looks.</summary>
public sealed partial class BoardListeners(IServiceScopeFactory scopes, ILogger<BoardListeners> log) : BackgroundService
{
    /// <summary>How often the database is asked for what other nodes changed; this node's own changes ring at once.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Listener, byte> listeners = new();
    private readonly SemaphoreSlim somebody = new(0, 1);
    private volatile TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Listener(IReadOnlyCollection<long> Locations, LocalDate Day, Channel<BoardChange> Changes);

    /// <summary>The changes of these locations' day from now on; ends when the token does.</summary>
    public async Task<ChannelReader<BoardChange>> ListenAsync(IReadOnlyCollection<long> locations, LocalDate day, CancellationToken cancel)
    {
        var listener = new Listener(locations, day, Channel.CreateBounded<BoardChange>(new BoundedChannelOptions(200) { FullMode = BoundedChannelFullMode.DropOldest }));
        listeners[listener] = 0;
        cancel.Register(() => Leave(listener));
        lock (somebody) if (somebody.CurrentCount == 0) somebody.Release();
        await reading.Task.WaitAsync(cancel);
        return listener.Changes.Reader;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await somebody.WaitAsync(stoppingToken);
            try
            {
                await ReadWhileSomebodyListensAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(e);
                await Task.Delay(AfterFault, stoppingToken);
                lock (somebody) if (somebody.CurrentCount == 0) somebody.Release();
            }
        }
    }

    private async Task ReadWhileSomebodyListensAsync(CancellationToken stopping)
    {
        var cursor = await AskAsync(c => c.LatestAsync(stopping));
        reading.TrySetResult();
        while (!listeners.IsEmpty)
        {
            var ring = ScheduleBell.NextRing;
            var (changes, next) = await AskAsync(c => c.ReadAsync(cursor, stopping));
            cursor = next;
            foreach (var listener in listeners.Keys)
                foreach (var change in changes.Where(c => c.Touches(listener.Locations, listener.Day))) listener.Changes.Writer.TryWrite(change);
            await Task.WhenAny(ring, Task.Delay(LookEvery, stopping));
        }
        reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // Somebody may have come between the last look and the line above, and wait for the new reading.
        lock (somebody) if (!listeners.IsEmpty && somebody.CurrentCount == 0) somebody.Release();
    }

    private async Task<T> AskAsync<T>(Func<BoardChanges, Task<T>> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<BoardChanges>());
    }

    private void Leave(Listener listener)
    {
        listeners.TryRemove(listener, out _);
        listener.Changes.Writer.TryComplete();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        somebody.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Reading the schedule's changes failed.")]
    private partial void Failed(Exception e);
}
