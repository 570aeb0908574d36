using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A guardian as it is typed, perhaps not at all.</summary>
public sealed class GuardianForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Address { get; set; }

    /// <summary>Per cent; empty means the whole where there is one guardian.</summary>
    public decimal? Percentage { get; set; }

    private bool IsTyped => (Name ?? Email ?? Phone ?? Address) is not null || Percentage is not (null or 0m);

    /// <summary>The two places of a client's form.</summary>
    public static List<GuardianForm> Of(IReadOnlyList<Guardian> guardians) => [.. Enumerable.Range(1, 2).Select(position => guardians.FirstOrDefault(g => g.Position == position) is { } g
        ? new GuardianForm { Name = g.Name, Email = g.Email, Phone = g.Phone, Address = g.Address, Percentage = g.Percentage }
        : new GuardianForm())];

    /// <summary>What the operation takes: those that are filled in.</summary>
    public static IReadOnlyList<GuardianDetails> ToDetails(IReadOnlyList<GuardianForm> forms)
    {
        var typed = forms.Where(f => f.IsTyped).ToList();
        return [.. typed.Select(f => new GuardianDetails { Name = f.Name ?? "", Email = f.Email, Phone = f.Phone, Address = f.Address, Percentage = f.Percentage ?? (typed.Count == 1 ? 100m : 0m) })];
    }

    /// <inheritdoc/>
    public override string ToString() => IsTyped ? $"{Name} {Percentage} % {Phone} {Email} {Address}".Trim() : "";
}
