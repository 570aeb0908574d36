using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A fee while it is typed, and what comes of it.</summary>
public sealed class FeeQuestion
{
    /// <summary>Nothing typed yet.</summary>
    public static readonly FeeQuestion Empty = new();

    [FromQuery(Name = "Form.FeeBase")] public string? Base { get; set; }
    [FromQuery(Name = "Form.FeeTaxRate")] public string? TaxRate { get; set; }
    [FromQuery(Name = "Form.FeeTotal")] public string? Total { get; set; }

    /// <summary>The fee, once two of the three are typed and go together.</summary>
    public Fee? Fee() => new TypedFee(Number(Base), Number(TaxRate), Number(Total)).Decide().Fee;

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
