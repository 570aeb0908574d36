using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>Where the points of a goal's progress lie in a drawing of 360 × 150; the dates run along it to scale.</summary>
public sealed class ProgressChart
{
    private const decimal Left = 34, Right = 346, Top = 16, Bottom = 122;

    /// <summary>One percentage in the drawing.</summary>
    /// <param name="HasLabel">True when its number is written beside it: always for a few, else for the last.</param>
    public sealed record Mark(string X, string Y, string LabelY, int Percent, bool HasLabel);

    private ProgressChart(List<(LocalDate Date, int Percent)> points, int? baseline)
    {
        var (first, last) = (points[0].Date, points[^1].Date);
        var days = Period.DaysBetween(first, last);
        Marks = [.. points.Select((p, i) =>
        {
            var (x, y) = (days == 0 ? (Left + Right) / 2 : Left + 14 + ((Right - Left - 28) * Period.DaysBetween(first, p.Date) / days), Height(p.Percent));
            return new Mark(Text(x), Text(y), Text(y < Top + 12 ? y + 14 : y - 7), p.Percent, points.Count <= 8 || i == points.Count - 1);
        })];
        (From, Until, Baseline) = (first, last, baseline is { } percent ? (percent, Text(Height(percent))) : null);
    }

    /// <summary>The points, oldest first.</summary>
    public IReadOnlyList<Mark> Marks { get; }

    /// <summary>Through all points, as an SVG polyline takes it.</summary>
    public string Line => string.Join(' ', Marks.Select(m => $"{m.X},{m.Y}"));
    public LocalDate From { get; }
    public LocalDate Until { get; }

    /// <summary>Where the goal began, with its height.</summary>
    public (int Percent, string Y)? Baseline { get; }

    /// <summary>The lines of the scale with their heights.</summary>
    public static IReadOnlyList<(int Percent, string Y)> Scale { get; } = [.. new[] { 0, 50, 100 }.Select(p => (p, Text(Height(p))))];

    /// <summary>The drawing of a goal; null while no percentage is written.</summary>
    public static ProgressChart? Of(GoalView goal)
    {
        var points = goal.Points.Where(p => p.Said.Shown is not null).Select(p => (p.Date, p.Said.Shown!.Value)).ToList();
        return points.Count == 0 ? null : new(points, goal.Text.BaselinePercent);
    }

    private static decimal Height(int percent) => Bottom - ((Bottom - Top) * percent / 100);

    private static string Text(decimal place) => Math.Round(place, 1).ToString(CultureInfo.InvariantCulture);
}
