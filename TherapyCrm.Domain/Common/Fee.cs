namespace TherapyCrm.Domain.Common;

/// <summary>A price and its tax (domain.md §5).</summary>
/// <param name="Base">Before tax, two places.</param>
/// <param name="TaxRate">Per cent, three places.</param>
/// <param name="Total">To be paid, two places.</param>
public sealed record Fee(decimal Base, decimal TaxRate, decimal Total)
{
    /// <summary>The tax in it.</summary>
    public decimal Tax => Total - Base;

    /// <summary>The fee of three columns that are filled or empty together.</summary>
    public static Fee? Of(decimal? @base, decimal? taxRate, decimal? total) => @base is { } b && taxRate is { } r && total is { } t ? new(b, r, t) : null;
}

/// <summary>A fee as it is typed: any two decide the third, and the two typed are never altered (domain.md §5).</summary>
public sealed record TypedFee(decimal? Base, decimal? TaxRate, decimal? Total)
{
    /// <summary>Nothing typed: no fee of its own.</summary>
    public static readonly TypedFee None = new(null, null, null);

    /// <summary>A stored fee, to be typed over.</summary>
    public static TypedFee Of(Fee? fee) => fee is null ? None : new(fee.Base, fee.TaxRate, fee.Total);

    private const decimal Most = 1_000_000m;

    /// <summary>The fee that was meant, null when nothing was typed; or what is wrong, at <c>feeBase</c>, <c>feeTaxRate</c> or <c>feeTotal</c>.</summary>
    public (Fee? Fee, Problem[] Problems) Decide()
    {
        if (this == None) return (null, []);
        Problem[] problems =
        [
            .. Check("feeBase", Base, 2, Most), .. Check("feeTaxRate", TaxRate, 3, 100m), .. Check("feeTotal", Total, 2, Most),
        ];
        if (problems.Length > 0) return (null, problems);
        return (Base, TaxRate, Total) switch
        {
            ({ } b, { } r, { } t) => TotalOf(b, r) == t || BaseOf(t, r) == b || RateOf(b, t) == r
                ? (new(b, r, t), [])
                : Refused("feeTotal", "These three do not agree. Clear one of them and it is worked out."),
            ({ } b, { } r, null) => TotalOf(b, r) is <= Most and var t ? (new(b, r, t), []) : Refused("feeBase", "Please write a number from {0} to {1}.", 0, Most),
            (null, { } r, { } t) => (new(BaseOf(t, r), r, t), []),
            ({ } b, null, { } t) => t < b ? Refused("feeTotal", "The total is less than the base.")
                : RateOf(b, t) is { } r ? (new(b, r, t), []) : Refused("feeTotal", "No tax rate up to {0} % leads from this base to this total.", 100),
            _ => Refused(Base is null ? "feeBase" : "feeTotal", "Please fill in two of base, tax rate and total; the third is worked out."),
        };
    }

    private static decimal TotalOf(decimal @base, decimal rate) => Rounded(@base * (100m + rate) / 100m, 2);

    private static decimal BaseOf(decimal total, decimal rate) => Rounded(total * 100m / (100m + rate), 2);

    private static decimal? RateOf(decimal @base, decimal total)
    {
        if (@base == 0m) return total == 0m ? 0m : null;
        var rate = Rounded((total - @base) * 100m / @base, 3);
        return rate is >= 0m and <= 100m ? rate : null;
    }

    private static decimal Rounded(decimal value, int places) => decimal.Round(value, places, MidpointRounding.AwayFromZero);

    private static (Fee?, Problem[]) Refused(string field, string message, params object[] args) => (null, [Problem.Invalid(field, message, args)]);

    private static IEnumerable<Problem> Check(string field, decimal? value, int places, decimal most)
    {
        if (value is null) yield break;
        if (value < 0m || value > most) yield return Problem.Invalid(field, "Please write a number from {0} to {1}.", 0, most);
        else if (decimal.Round(value.Value, places) != value) yield return Problem.Invalid(field, "Please use at most {0} decimal places.", places);
    }
}
