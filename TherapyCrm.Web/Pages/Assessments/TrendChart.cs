using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>Where a trend's points, bands and scale lie in its drawing.</summary>
public sealed class TrendChart
{
    public const int Width = 420;
    public const int Height = 220;
    private const int Left = 30, Right = 118, Top = 14, Bottom = 24;
    private readonly Instrument instrument;
    private readonly LocalDate first, last;

    /// <summary>One total.</summary>
    public sealed record Mark(double X, double Y, TrendPoint Point);

    /// <summary>One band as a strip over the whole width.</summary>
    public sealed record Strip(double Y, double Height, double LabelY, string Label, int Shade);

    public TrendChart(AssessmentTrend trend)
    {
        instrument = trend.Instrument;
        var scored = trend.Points.Where(p => p.Score.Total is not null).ToList();
        (first, last) = scored.Count == 0 ? (default, default) : (scored[0].Date, scored[^1].Date);
        Marks = scored.ConvertAll(p => new Mark(X(p.Date), Y(p.Score.Total!.Value), p));
        var bands = trend.Instrument.Bands.OrderBy(b => b.From).ToList();
        Strips = [.. bands.Select((b, i) =>
        {
            var (top, bottom) = (Y(i == bands.Count - 1 ? b.To : b.To + 1), Y(b.From));
            return new Strip(top, bottom - top, (top + bottom) / 2 + 3.5, b.Label, Math.Min(4, (instrument.HigherIsWorse ? i : bands.Count - 1 - i) * 4 / Math.Max(1, bands.Count - 1)));
        })];
    }

    /// <summary>The totals, oldest first.</summary>
    public IReadOnlyList<Mark> Marks { get; }

    /// <summary>The bands, lowest first.</summary>
    public IReadOnlyList<Strip> Strips { get; }

    /// <summary>The line through all totals.</summary>
    public string Line => string.Join(' ', Marks.Select(m => $"{Text(m.X)},{Text(m.Y)}"));

    public static double LeftEdge => Left;
    public static double RightEdge => Width - Right;
    public static double BottomEdge => Height - Bottom;

    /// <summary>The values written at the scale, with their heights.</summary>
    public IEnumerable<(int Value, double Y)> Ticks => instrument.Bands.Select(b => b.From).Append(instrument.Least).Append(instrument.Most).Distinct().Select(v => (v, Y(v)));

    /// <summary>A number as a drawing's attributes write it.</summary>
    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private double X(LocalDate date)
    {
        var days = Period.DaysBetween(first, last);
        return days == 0 ? (LeftEdge + RightEdge) / 2 : LeftEdge + 12 + (RightEdge - LeftEdge - 24) * Period.DaysBetween(first, date) / days;
    }

    private double Y(int total) => Top + (BottomEdge - Top) * (instrument.Most - total) / Math.Max(1, instrument.Most - instrument.Least);
}
