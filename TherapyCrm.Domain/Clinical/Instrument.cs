using System.Text.Json;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>One answer of an instrument's scale.</summary>
public sealed record ScalePoint(int Points, string Label);

/// <summary>A range of totals with its name, both ends included.</summary>
public sealed record ScoreBand(int From, int To, string Label);

/// <summary>A question that is asked and kept but does not count.</summary>
public sealed record UnscoredQuestion(string Text, IReadOnlyList<string> Choices);

/// <summary>A questionnaire as it was at one time: what is asked, how it is answered and scored, and by whose leave it is used.</summary>
public sealed record Instrument
{
    public const int MostItems = 100;
    public const int MostPoints = 100;
    public const int LongestItem = 500;

    /// <summary>Said before the items.</summary>
    public string? Prompt { get; init; }
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>The same for every item, in the order it is shown.</summary>
    public IReadOnlyList<ScalePoint> Scale { get; init; } = [];

    /// <summary>None, or the whole range of totals without a gap.</summary>
    public IReadOnlyList<ScoreBand> Bands { get; init; } = [];
    public UnscoredQuestion? Unscored { get; init; }

    /// <summary>False where a higher total is the better one.</summary>
    public bool HigherIsWorse { get; init; } = true;

    /// <summary>The item, counted from 1, of which any answer above the lowest is a sign of risk; null without one.</summary>
    public int? RiskItem { get; init; }

    /// <summary>So many items may be missing and are taken as the mean of the others; with more there is no score.</summary>
    public int ProrateUpTo { get; init; }

    /// <summary>Points by which two totals must differ to count as a change; null when nobody knows.</summary>
    public int? ReliableChange { get; init; }

    /// <summary>Percent below the first total from which it counts as a response; null without such a rule.</summary>
    public int? ResponsePercent { get; init; }
    public string? Source { get; init; }
    public required string Licence { get; init; }

    /// <summary>The language of the items, as BCP 47 writes it; null is the reader's own.</summary>
    public string? Language { get; init; }

    /// <summary>The lowest total.</summary>
    public int Least => Items.Count * (Scale.Count == 0 ? 0 : Scale.Min(s => s.Points));

    /// <summary>The highest total.</summary>
    public int Most => Items.Count * (Scale.Count == 0 ? 0 : Scale.Max(s => s.Points));

    /// <summary>True when totals of both mean the same.</summary>
    public bool ScoresLike(Instrument other) => Items.SequenceEqual(other.Items) && Scale.Select(s => s.Points).SequenceEqual(other.Scale.Select(s => s.Points)) && HigherIsWorse == other.HigherIsWorse && ProrateUpTo == other.ProrateUpTo;

    /// <summary>As it is kept.</summary>
    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>As it was kept.</summary>
    public static Instrument Of(string text) => JsonSerializer.Deserialize<Instrument>(text)!;

    /// <summary>What is wrong with it, at the fields of the form that asks for it.</summary>
    public IEnumerable<Problem> Check()
    {
        if (Items.Count is 0 or > MostItems) yield return Problem.Invalid("Items", "Please write from {0} to {1} items, one a line.", 1, MostItems);
        if (Items.Any(i => i.Length > LongestItem)) yield return Problem.Invalid("Items", "Please use at most {0} characters a line.", LongestItem);
        if (Scale.Count is < 2 or > 11) yield return Problem.Invalid("Scale", "Please write from {0} to {1} answers, one a line, such as 0 = Never.", 2, 11);
        else if (Scale.Any(s => s.Points is < 0 or > MostPoints)) yield return Problem.Invalid("Scale", "Please write a number from {0} to {1}.", 0, MostPoints);
        if (RiskItem is { } risk && (risk < 1 || risk > Items.Count)) yield return Problem.Invalid("RiskItem", "There is no such item.");
        if (ProrateUpTo < 0 || ProrateUpTo > Items.Count / 2) yield return Problem.Invalid("ProrateUpTo", "Please write a number from {0} to {1}.", 0, Items.Count / 2);
        if (ReliableChange is < 1 or > MostItems * MostPoints) yield return Problem.Invalid("ReliableChange", "Please write a number from {0} to {1}.", 1, MostItems * MostPoints);
        if (ResponsePercent is < 1 or > 100) yield return Problem.Invalid("ResponsePercent", "Please write a number from {0} to {1}.", 1, 100);
        if (Bands.Count > 0 && !BandsCoverAll()) yield return Problem.Invalid("Bands", "The bands have to cover every total from {0} to {1} once.", Least, Most);
    }

    private bool BandsCoverAll()
    {
        var next = Least;
        foreach (var band in Bands.OrderBy(b => b.From))
        {
            if (band.From != next || band.To < band.From) return false;
            next = band.To + 1;
        }
        return next == Most + 1;
    }
}
