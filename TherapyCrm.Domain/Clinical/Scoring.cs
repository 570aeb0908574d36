namespace TherapyCrm.Domain.Clinical;

/// <summary>What answers amount to.</summary>
/// <param name="Answered">Items with an answer.</param>
/// <param name="Total">Null when too many items are missing.</param>
/// <param name="IsProrated">Missing items were taken as the mean of the others.</param>
/// <param name="Band">The name of the total's range; null without one.</param>
/// <param name="IsAtRisk">The item that speaks of risk was answered above the lowest, whatever the total.</param>
/// <param name="RiskUnanswered">The item that speaks of risk is missing.</param>
public sealed record AssessmentScore(int Answered, int? Total, bool IsProrated, string? Band, bool IsAtRisk, bool RiskUnanswered);

/// <summary>Whether two totals differ by more than chance.</summary>
public enum ReliableChange { None, Better, Worse }

/// <summary>Counts answers by the rules of their instrument.</summary>
public static class Scoring
{
    /// <param name="answers">For each item the place of its answer on the scale, from 0; null when missing. Shorter lists lack the last items.</param>
    public static AssessmentScore Of(Instrument instrument, IReadOnlyList<int?> answers)
    {
        var points = Enumerable.Range(0, instrument.Items.Count).Select(i => PointsOf(instrument, answers, i)).ToList();
        var answered = points.Count(p => p is not null);
        var missing = points.Count - answered;
        int? total = missing == 0 ? points.Sum() : missing <= instrument.ProrateUpTo && answered > 0 ? Prorated(points.Sum() ?? 0, points.Count, answered) : null;
        var lowest = instrument.Scale.Min(s => s.Points);
        var risk = instrument.RiskItem is { } item ? points[item - 1] : lowest;
        return new(answered, total, total is not null && missing > 0, BandOf(instrument, total), risk > lowest, risk is null);
    }

    /// <summary>The name of a total's range.</summary>
    public static string? BandOf(Instrument instrument, int? total) => instrument.Bands.FirstOrDefault(b => total >= b.From && total <= b.To)?.Label;

    /// <summary>What became of a total: reliable from the instrument's number of points on.</summary>
    public static ReliableChange Change(Instrument instrument, int before, int now)
    {
        if (instrument.ReliableChange is not { } least || Math.Abs(now - before) < least) return ReliableChange.None;
        return now > before == instrument.HigherIsWorse ? ReliableChange.Worse : ReliableChange.Better;
    }

    /// <summary>True when the total is so many percent better than the first one.</summary>
    public static bool IsResponse(Instrument instrument, int first, int now) =>
        instrument.ResponsePercent is { } percent && first > 0 && (instrument.HigherIsWorse ? first - now : now - first) * 100 >= percent * first;

    // In whole numbers, half away from zero; totals are never below zero.
    private static int Prorated(int sum, int items, int answered) => (2 * sum * items + answered) / (2 * answered);

    private static int? PointsOf(Instrument instrument, IReadOnlyList<int?> answers, int item) =>
        item < answers.Count && answers[item] is { } place && place >= 0 && place < instrument.Scale.Count ? instrument.Scale[place].Points : null;
}
