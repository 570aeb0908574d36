using System.Diagnostics;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>Times two ways of doing something side by side, in turns, so that the machine's noise falls on both.</summary>
internal static class Measured
{
    private const int Turns = 30;

    // Long enough for the runtime to have compiled what is hot for good.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);

    /// <summary>Medians in milliseconds of one act each, after warming both up.</summary>
    public static async Task<(double First, double Second)> SideBySideAsync(Func<Task> first, Func<Task> second, int perTurn = 10)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < WarmUp;) { await first(); await second(); }
        var (a, b) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < perTurn; i++) a.Add(await OnceAsync(first));
            for (var i = 0; i < perTurn; i++) b.Add(await OnceAsync(second));
        }
        return (Median(a), Median(b));
    }

    /// <summary>Median in milliseconds of one act.</summary>
    public static async Task<double> AloneAsync(Func<Task> act, int times = 200)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < WarmUp;) await act();
        var taken = new List<double>();
        for (var i = 0; i < times; i++) taken.Add(await OnceAsync(act));
        return Median(taken);
    }

    private static async Task<double> OnceAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
