using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Live;

/// <summary>The stream behind an open board: ids of what changed, nothing else; the board asks for itself again, with its own rights.</summary>
public static class BoardLive
{
    /// <summary>A stream is ended and opened anew so often, so that it never outlives its session by more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(50);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);

    /// <summary>What a page's own clock may be behind a change that it does not show yet.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(2);

    /// <summary>Maps the stream.</summary>
    public static void MapBoardLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/board/live", [RequirePermission(Permission.ViewAppointments)] (
            long[] location, string date, long since, HttpContext http, BoardListeners listeners, BoardChanges changes, IHostApplicationLifetime lifetime) =>
        {
            if (UrlDates.Day(date) is not { } day || Math.Abs(since) > 4_000_000_000_000 || location.Length is 0 or > 50) return Results.NotFound();
            _ = long.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last);
            http.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(StreamAsync(
                listeners, changes, location, day, Instant.FromUnixTimeMilliseconds(since) - Slack, last, http.RequestAborted, lifetime.ApplicationStopping));
        }).ExcludeFromDescription();

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        BoardListeners listeners, BoardChanges changes, long[] location, LocalDate day, Instant since, long last, CancellationToken gone, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping, cancel);
        end.CancelAfter(Longest);
        var live = await OrNullAsync(listeners.ListenAsync(location, day, end.Token));
        if (live is null) yield break;
        var missed = await changes.SinceAsync(location, day, since, last, end.Token);
        // The first word opens the stream at once and sets how soon a lost one is opened again.
        yield return Item(missed.Count == 0 ? "ready" : "changed", missed, last, Again);
        last = LastOf(missed, last);
        while (!end.IsCancellationRequested)
        {
            var batch = await NextAsync(live, end.Token);
            if (batch is null) yield break;
            last = LastOf(batch, last);
            yield return Item(batch.Count == 0 ? "ping" : "changed", batch, last);
        }
    }

    private static SseItem<string> Item(string type, IReadOnlyList<BoardChange> changes, long last, TimeSpan? again = null)
    {
        var ids = changes.Select(c => c.AppointmentId is { } a ? $"open-{a}" : $"block-{c.BlockId}").Distinct();
        last = LastOf(changes, last);
        return new(string.Join(' ', ids), type) { EventId = last == 0 ? null : last.ToString(CultureInfo.InvariantCulture), ReconnectionInterval = again };
    }

    private static long LastOf(IReadOnlyList<BoardChange> changes, long before) => changes.Aggregate(before, (last, c) => Math.Max(last, c.Id));

    /// <summary>What came, all of it at once; nothing after a quiet while; null at the end.</summary>
    private static async Task<IReadOnlyList<BoardChange>?> NextAsync(ChannelReader<BoardChange> live, CancellationToken end)
    {
        try
        {
            if (!await live.WaitToReadAsync(end).AsTask().WaitAsync(Heartbeat, end)) return null;
        }
        catch (TimeoutException)
        {
            return [];
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        var batch = new List<BoardChange>();
        while (live.TryRead(out var change)) batch.Add(change);
        return batch;
    }

    private static async Task<ChannelReader<BoardChange>?> OrNullAsync(Task<ChannelReader<BoardChange>> listening)
    {
        try
        {
            return await listening;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
