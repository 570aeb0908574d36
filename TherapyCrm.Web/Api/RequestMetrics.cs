using System.Diagnostics;

namespace TherapyCrm.Web.Api;

/// <summary>Counts requests and how long they take, and nothing about who asked for what.</summary>
public sealed class RequestMetrics
{
    private static readonly int[] Bounds = [10, 50, 100, 500, 1000];
    private readonly long[] byClass = new long[6];
    private readonly long[] byDuration = new long[Bounds.Length + 1];
    private long ticks;

    /// <summary>Counts one request.</summary>
    public void Count(int status, TimeSpan took)
    {
        Interlocked.Increment(ref byClass[Math.Clamp(status / 100, 0, 5)]);
        var slot = Array.FindIndex(Bounds, most => took.TotalMilliseconds < most);
        Interlocked.Increment(ref byDuration[slot < 0 ? Bounds.Length : slot]);
        Interlocked.Add(ref ticks, took.Ticks);
    }

    /// <summary>The counts until now.</summary>
    public RequestCountsJson Read()
    {
        var (total, all) = (byClass.Sum(), Interlocked.Read(ref ticks));
        return new()
        {
            Total = total,
            ByStatus = Enumerable.Range(1, 5).ToDictionary(c => $"{c}xx", c => byClass[c]),
            AverageMilliseconds = total == 0 ? 0 : Math.Round(TimeSpan.FromTicks(all).TotalMilliseconds / total, 2),
            ByMilliseconds = byDuration.Select((count, i) => (Name: i < Bounds.Length ? $"under{Bounds[i]}" : $"from{Bounds[^1]}", count)).ToDictionary(d => d.Name, d => d.count),
        };
    }

    /// <summary>Stands before everything that answers.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            Count(http.Response.StatusCode, Stopwatch.GetElapsedTime(start));
        }
    }
}

/// <summary>Requests since the program started.</summary>
public sealed record RequestCountsJson
{
    public required long Total { get; init; }

    /// <summary>By the first digit of the status, such as 2xx.</summary>
    public required IReadOnlyDictionary<string, long> ByStatus { get; init; }
    public required double AverageMilliseconds { get; init; }

    /// <summary>By how long they took.</summary>
    public required IReadOnlyDictionary<string, long> ByMilliseconds { get; init; }
}
