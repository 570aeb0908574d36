using System.Numerics;
using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Tests.Clinical;

/// <summary>Totals, missing items, bands, risk and change, against the rules as a person would count them.</summary>
public sealed class ScoringTests
{
    private static readonly Instrument Phq9 = Shipped("PHQ-9");
    private static readonly Instrument Gad7 = Shipped("GAD-7");
    private static readonly Gen<int?> Answer = Gen.Int[0, 4].Select(a => a == 4 ? (int?)null : a);

    [Fact]
    public void A_total_is_the_sum_and_missing_items_count_as_the_mean_up_to_the_rule() =>
        Gen.Select(Answer.Array[9], Gen.Int[0, 9].Array[0, 9]).Sample((answers, keep) =>
        {
            int?[] sparse = keep.Length > 4 ? answers : [.. answers.Select(a => a ?? 1)]; // mostly whole ones
            var (score, given) = (Scoring.Of(Phq9, sparse), sparse.OfType<int>().ToList());
            Assert.Equal(given.Count, score.Answered);
            Assert.Equal(given.Count switch { 9 => given.Sum(), 7 or 8 => HalfAway(given.Sum() * 9, given.Count), _ => null }, score.Total);
            Assert.Equal(given.Count is 7 or 8, score.IsProrated);
            Assert.Equal(sparse[8] > 0, score.IsAtRisk);
            Assert.Equal(sparse[8] is null, score.RiskUnanswered);
        }, iter: 5000);

    [Fact]
    public void An_anxiety_score_needs_every_item() => Answer.Array[7].Sample(answers =>
        Assert.Equal(answers.All(a => a is not null) ? answers.Sum() : null, Scoring.Of(Gad7, answers).Total), iter: 2000);

    [Fact]
    public void Prorating_rounds_half_away_from_zero()
    {
        // 4 over 8 answers: 4 × 9 / 8 = 4.5
        Assert.Equal(5, Scoring.Of(Phq9, [1, 1, 1, 1, 0, 0, 0, 0, null]).Total);
        Assert.Equal(13, Scoring.Of(Phq9, [2, 2, 2, 1, 1, 1, 1, null, null]).Total); // 12.86
        Assert.Null(Scoring.Of(Phq9, [3, 3, 3, 3, 3, 3, null, null, null]).Total);
        Assert.Null(Scoring.Of(Phq9, []).Total);
    }

    [Theory]
    [InlineData("PHQ-9", 0, "Minimal")]
    [InlineData("PHQ-9", 4, "Minimal")]
    [InlineData("PHQ-9", 5, "Mild")]
    [InlineData("PHQ-9", 9, "Mild")]
    [InlineData("PHQ-9", 10, "Moderate")]
    [InlineData("PHQ-9", 14, "Moderate")]
    [InlineData("PHQ-9", 15, "Moderately severe")]
    [InlineData("PHQ-9", 19, "Moderately severe")]
    [InlineData("PHQ-9", 20, "Severe")]
    [InlineData("PHQ-9", 27, "Severe")]
    [InlineData("GAD-7", 0, "Minimal")]
    [InlineData("GAD-7", 4, "Minimal")]
    [InlineData("GAD-7", 5, "Mild")]
    [InlineData("GAD-7", 9, "Mild")]
    [InlineData("GAD-7", 10, "Moderate")]
    [InlineData("GAD-7", 14, "Moderate")]
    [InlineData("GAD-7", 15, "Severe")]
    [InlineData("GAD-7", 21, "Severe")]
    public void Every_total_is_in_its_band(string code, int total, string band)
    {
        var instrument = Shipped(code);
        var answers = Enumerable.Range(0, instrument.Items.Count).Select(i => (int?)Math.Clamp(total - 3 * i, 0, 3)).ToList();
        Assert.Equal((total, band), (Scoring.Of(instrument, answers).Total, Scoring.Of(instrument, answers).Band));
    }

    [Fact]
    public void Item_nine_raises_the_flag_whatever_the_total() =>
        Assert.True(Scoring.Of(Phq9, [0, 0, 0, 0, 0, 0, 0, 0, 1]) is { IsAtRisk: true, Total: 1 } && Scoring.Of(Phq9, [null, null, null, null, null, null, null, null, 1]) is { IsAtRisk: true, Total: null }
            && Scoring.Of(Phq9, [3, 3, 3, 3, 3, 3, 3, 3, 0]) is { IsAtRisk: false, Total: 24 });

    [Fact]
    public void A_change_counts_from_five_points_on() => Gen.Select(Gen.Int[0, 27], Gen.Int[0, 27]).Sample((before, now) =>
    {
        var expected = now - before >= 5 ? ReliableChange.Worse : before - now >= 5 ? ReliableChange.Better : ReliableChange.None;
        Assert.Equal(expected, Scoring.Change(Phq9, before, now));
        Assert.Equal(expected switch { ReliableChange.Better => ReliableChange.Worse, ReliableChange.Worse => ReliableChange.Better, _ => ReliableChange.None }, Scoring.Change(Phq9 with { HigherIsWorse = false }, before, now));
        Assert.Equal(ReliableChange.None, Scoring.Change(Phq9 with { ReliableChange = null }, before, now));
        Assert.Equal(before > 0 && now * 2 <= before, Scoring.IsResponse(Phq9, before, now));
    }, iter: 3000);

    [Theory]
    [InlineData(12, 7, ReliableChange.Better)]
    [InlineData(12, 8, ReliableChange.None)]
    [InlineData(7, 12, ReliableChange.Worse)]
    [InlineData(8, 12, ReliableChange.None)]
    public void Exactly_five_points_are_a_reliable_change(int before, int now, ReliableChange expected) => Assert.Equal(expected, Scoring.Change(Phq9, before, now));

    [Fact]
    public void Each_score_is_held_against_the_first_and_the_one_before()
    {
        var day = new LocalDate(2026, 9, 1);
        var points = AssessmentTrend.Mark(Phq9, new int?[] { 18, 16, null, 11, 9 }.Select((total, i) => ((long)i, day.PlusWeeks(i), new AssessmentScore(9, total, false, null, false, false))));

        Assert.Equal([null, ReliableChange.None, null, ReliableChange.Better, ReliableChange.Better], points.Select(p => p.SinceFirst));
        Assert.Equal([null, ReliableChange.None, null, ReliableChange.Better, ReliableChange.None], points.Select(p => p.SincePrevious));
        Assert.Equal([false, false, false, false, true], points.Select(p => p.IsResponse));
    }

    [Fact]
    public void Each_shipped_instrument_is_whole_and_says_by_whose_leave()
    {
        Assert.Equal(["GAD-7", "PHQ-9"], ShippedInstruments.All.Select(s => s.Code).Order());
        Assert.All(ShippedInstruments.All, s =>
        {
            Assert.Empty(s.Instrument.Check());
            Assert.Contains("No permission required to reproduce, translate, display or distribute", s.Instrument.Licence, StringComparison.Ordinal);
            Assert.Equal((5, 50, "en"), (s.Instrument.ReliableChange, s.Instrument.ResponsePercent, s.Instrument.Language));
            Assert.Equal([0, 1, 2, 3], s.Instrument.Scale.Select(p => p.Points));
            Assert.Equal(4, s.Instrument.Unscored!.Choices.Count);
        });
        Assert.Equal((9, 9, 2), (Phq9.Items.Count, Phq9.RiskItem, Phq9.ProrateUpTo));
        Assert.Equal((7, null, 0), (Gad7.Items.Count, Gad7.RiskItem, Gad7.ProrateUpTo));
    }

    [Fact]
    public void Bands_with_a_gap_an_overlap_or_an_open_end_are_refused()
    {
        Assert.All(new ScoreBand[][] { [new(0, 4, "a"), new(6, 27, "b")], [new(0, 5, "a"), new(5, 27, "b")], [new(0, 26, "a")], [new(1, 27, "a")], [new(0, 28, "a")] },
            bands => Assert.Contains((Phq9 with { Bands = bands }).Check(), p => p.Field == "Bands"));
        Assert.Empty((Phq9 with { Bands = [] }).Check());
    }

    private static Instrument Shipped(string code) => ShippedInstruments.All.Single(s => s.Code == code).Instrument;

    // As one learns it: the quotient, and one more when the rest is a half or more.
    private static int HalfAway(int numerator, int denominator)
    {
        var (quotient, rest) = BigInteger.DivRem(numerator, denominator) is var (q, r) ? ((int)q, (int)r) : default;
        return rest * 2 >= denominator ? quotient + 1 : quotient;
    }
}
