using System.ComponentModel.DataAnnotations;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Web.Api;

/// <summary>Who answers for a minor and pays this share of the bills.</summary>
public sealed record GuardianJson
{
    [Required] public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Address { get; init; }

    /// <summary>Per cent, two places; those of a client total exactly 100.</summary>
    [Required] public decimal? Percentage { get; init; }

    /// <summary>As the API shows them.</summary>
    public static IReadOnlyList<GuardianJson> Of(IEnumerable<Guardian> guardians) => [.. guardians.OrderBy(g => g.Position).Select(g => new GuardianJson
    {
        Name = g.Name, Email = g.Email, Phone = g.Phone, Address = g.Address, Percentage = g.Percentage,
    })];

    /// <summary>The details of the domain.</summary>
    public GuardianDetails ToDetails() => new() { Name = Name ?? "", Email = Email, Phone = Phone, Address = Address, Percentage = Percentage ?? 0m };
}
