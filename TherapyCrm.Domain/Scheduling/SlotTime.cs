using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Cuts time into slices of five minutes, counted from the Unix epoch, so that one row per slice can be claimed (domain.md §3).</summary>
public static class SlotTime
{
    /// <summary>Length of a slice.</summary>
    public const int Minutes = 5;

    /// <summary>Shortest appointment, in minutes.</summary>
    public const int ShortestMinutes = 5;

    /// <summary>Longest appointment, in minutes: twelve hours.</summary>
    public const int LongestMinutes = 12 * 60;

    private const long SecondsPerSlice = Minutes * 60;

    /// <summary>The slice that holds the instant; negative before 1970.</summary>
    public static int SliceOf(Instant instant) =>
        checked((int)FloorDivide(instant.ToUnixTimeSeconds(), SecondsPerSlice));

    /// <summary>The first instant of a slice.</summary>
    public static Instant StartOf(int slice) => Instant.FromUnixTimeSeconds(slice * SecondsPerSlice);

    /// <summary>True when the instant is where a slice starts.</summary>
    public static bool IsOnGrid(Instant instant) => StartOf(SliceOf(instant)) == instant;

    /// <summary>True for a wall-clock time on a five-minute mark.</summary>
    public static bool IsOnGrid(LocalTime time) => time.TickOfDay % (SecondsPerSlice * NodaConstants.TicksPerSecond) == 0;

    /// <summary>The slices that [start, end) touches, in order; the end itself is not in it, so 10–11 and 11–12 share none.</summary>
    public static IEnumerable<int> Slices(Instant start, Instant end)
    {
        var (first, afterLast) = Span(start, end);
        return Enumerable.Range(first, Math.Max(0, afterLast - first));
    }

    /// <summary>The same slices as a stretch.</summary>
    public static SliceRange Span(Instant start, Instant end)
    {
        var afterLast = SliceOf(end);
        return new(SliceOf(start), IsOnGrid(end) ? afterLast : afterLast + 1);
    }

    /// <summary>What is wrong with the times of an appointment; empty when nothing is.</summary>
    public static Problem[] Check(Instant start, Instant end, string startField = "startTime", string endField = "endTime")
    {
        var problems = new List<Problem>();
        if (!IsOnGrid(start))
            problems.Add(Problem.Invalid(startField, "Appointments start on a five-minute mark."));
        if (!IsOnGrid(end))
            problems.Add(Problem.Invalid(endField, "Appointments end on a five-minute mark."));

        if (end <= start)
            problems.Add(Problem.Invalid(endField, "The end must come after the start."));
        else if (end - start < Duration.FromMinutes(ShortestMinutes))
            problems.Add(Problem.Invalid(endField, "An appointment takes at least {0} minutes.", ShortestMinutes));
        else if (end - start > Duration.FromMinutes(LongestMinutes))
            problems.Add(Problem.Invalid(endField, "An appointment takes at most {0} hours.", LongestMinutes / 60));
        return [.. problems];
    }

    /// <summary>What is wrong with a wall-clock start and a length in minutes; empty when nothing is.</summary>
    public static Problem[] Check(LocalTime start, int minutes, string startField = "startTime", string lengthField = "durationMinutes")
    {
        var problems = new List<Problem>();
        if (!IsOnGrid(start))
            problems.Add(Problem.Invalid(startField, "Appointments start on a five-minute mark."));
        if (minutes < ShortestMinutes)
            problems.Add(Problem.Invalid(lengthField, "An appointment takes at least {0} minutes.", ShortestMinutes));
        else if (minutes > LongestMinutes)
            problems.Add(Problem.Invalid(lengthField, "An appointment takes at most {0} hours.", LongestMinutes / 60));
        else if (minutes % Minutes != 0)
            problems.Add(Problem.Invalid(lengthField, "The length is a multiple of {0} minutes.", Minutes));
        return [.. problems];
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
