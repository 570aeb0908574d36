using NodaTime;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What one signed note says about a goal.</summary>
public sealed record ProgressPoint(long NoteId, LocalDate Date, LocalTime? Time, GoalProgress Said);

/// <summary>How far one goal has come.</summary>
/// <param name="First">The first percentage written.</param>
/// <param name="Last">The latest one.</param>
/// <param name="Improvement">Percentage points: the latest less the baseline, or less the first where no baseline is given; null until there are two to compare.</param>
/// <param name="WeeklyRate">Percentage points a week, one decimal: the slope of the least-squares line through all points; null unless they lie on two days at least.</param>
public sealed record ProgressFigures(int? First, int? Last, int? Improvement, decimal? WeeklyRate)
{
    /// <summary>The figures of a goal; the order of the points does not matter.</summary>
    public static ProgressFigures Of(int? baseline, IEnumerable<ProgressPoint> points)
    {
        var written = points.Where(p => p.Said.Shown is not null).OrderBy(p => p.Date).ThenBy(p => p.Time ?? LocalTime.MinValue).ThenBy(p => p.NoteId).Select(p => (p.Date, Percent: p.Said.Shown!.Value)).ToList();
        if (written.Count == 0) return new(null, null, null, null);
        var (first, last) = (written[0].Percent, written[^1].Percent);
        return new(first, last, baseline is { } begun ? last - begun : written.Count > 1 ? last - first : null, Slope(written));
    }

    /// <summary>The mean of several goals, one decimal each; null where none has the figure.</summary>
    public static (decimal? Improvement, decimal? WeeklyRate) Overall(IEnumerable<ProgressFigures> goals)
    {
        var all = goals.ToList();
        return (Mean(all.Select(g => (decimal?)g.Improvement)), Mean(all.Select(g => g.WeeklyRate)));
    }

    // Whole numbers until the last division, so that the result is exact and the same in any order.
    private static decimal? Slope(List<(LocalDate Date, int Percent)> points)
    {
        var start = points[0].Date;
        decimal n = points.Count, x = 0, y = 0, xx = 0, xy = 0;
        foreach (var (date, percent) in points)
        {
            decimal day = Period.DaysBetween(start, date);
            (x, y, xx, xy) = (x + day, y + percent, xx + (day * day), xy + (day * percent));
        }
        var spread = (n * xx) - (x * x);
        return spread == 0 ? null : Math.Round(7 * ((n * xy) - (x * y)) / spread, 1, MidpointRounding.AwayFromZero);
    }

    private static decimal? Mean(IEnumerable<decimal?> values)
    {
        var known = values.OfType<decimal>().ToList();
        return known.Count == 0 ? null : Math.Round(known.Sum() / known.Count, 1, MidpointRounding.AwayFromZero);
    }
}
