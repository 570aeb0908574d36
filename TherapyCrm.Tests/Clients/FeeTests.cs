using CsCheck;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Tests.Clients;

/// <summary>Any two of base, rate and total decide the third (domain.md §5).</summary>
public sealed class FeeTests
{
    private static readonly Gen<decimal> Amount = Gen.Int[1, 100_000_000].Select(cents => cents / 100m);
    private static readonly Gen<decimal> Rate = Gen.Int[0, 100_000].Select(thousandths => thousandths / 1000m);

    [Fact]
    public void The_examples_of_the_practice_come_out_exactly()
    {
        Assert.Equal((106.19m, 13.81m), (new TypedFee(null, 13m, 120m).Decide().Fee!.Base, new TypedFee(null, 13m, 120m).Decide().Fee!.Tax));
        Assert.Equal(13.000m, new TypedFee(90m, null, 101.70m).Decide().Fee!.TaxRate);
        Assert.Equal(new Fee(100m, 9.975m, 109.98m), new TypedFee(100m, 9.975m, null).Decide().Fee);
        Assert.Equal(0.13m, new TypedFee(0.125m + 0.005m, 0m, null).Decide().Fee!.Total);
        Assert.Null(TypedFee.None.Decide().Fee);
    }

    [Theory]
    [InlineData("0.50", "1", "0.51")]
    [InlineData("10.10", "5", "10.61")]
    public void Half_a_cent_is_rounded_away_from_zero(string @base, string rate, string total) =>
        Assert.Equal(Number(total), new TypedFee(Number(@base), Number(rate), null).Decide().Fee!.Total);

    [Fact]
    public void What_was_typed_is_never_altered_and_the_tax_is_the_difference() => Gen.Select(Amount, Rate, Gen.Int[0, 1]).Sample((amount, rate, which) =>
    {
        var typed = which == 0 ? new TypedFee(amount, rate, null) : new TypedFee(null, rate, amount);
        var fee = typed.Decide().Fee;
        if (fee is null) return amount > 500_000m;
        return (which == 0 ? fee.Base : fee.Total) == amount && fee.TaxRate == rate && fee.Tax == fee.Total - fee.Base && fee.Tax >= 0m
            && decimal.Round(fee.Base, 2) == fee.Base && decimal.Round(fee.Total, 2) == fee.Total;
    });

    [Fact]
    public void A_rate_found_between_two_amounts_has_three_places_and_leaves_them() => Gen.Select(Amount, Amount).Sample((a, b) =>
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var (fee, problems) = new TypedFee(low, null, high).Decide();
        return fee is null ? problems.Length == 1 && high > 1.99m * low : fee.Base == low && fee.Total == high && decimal.Round(fee.TaxRate, 3) == fee.TaxRate;
    });

    [Fact]
    public void A_fee_that_was_worked_out_can_be_saved_again_as_it_stands() => Gen.Select(Amount, Rate, Gen.Int[0, 2]).Sample((amount, rate, which) =>
    {
        var fee = (which switch { 0 => new TypedFee(amount, rate, null), 1 => new(null, rate, amount), _ => new(amount, null, decimal.Round(amount * 1.13m, 2)) }).Decide().Fee;
        return fee is null || TypedFee.Of(fee).Decide().Fee == fee;
    });

    [Theory]
    [InlineData("100", "13", "120", "feeTotal")]
    [InlineData("100", "", "", "feeTotal")]
    [InlineData("", "", "100", "feeBase")]
    [InlineData("100", "", "90", "feeTotal")]
    [InlineData("100", "", "300", "feeTotal")]
    [InlineData("-1", "13", "", "feeBase")]
    [InlineData("100.001", "13", "", "feeBase")]
    [InlineData("100", "9.9755", "", "feeTaxRate")]
    [InlineData("100", "101", "", "feeTaxRate")]
    public void What_does_not_go_together_is_refused_at_its_field(string @base, string rate, string total, string field)
    {
        var (fee, problems) = new TypedFee(Number(@base), Number(rate), Number(total)).Decide();

        Assert.Null(fee);
        Assert.Equal(field, Assert.Single(problems).Field);
    }

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
