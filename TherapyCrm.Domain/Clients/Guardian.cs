using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Who answers for a minor, and pays this share of the bills (domain.md §5).</summary>
public sealed class Guardian : Entity, IClientOwned
{
    public required long ClientId { get; init; }

    /// <inheritdoc/>
    public long? LearnerId => null;

    /// <summary>1 or 2: the first one's portion is rounded, the last one pays the rest.</summary>
    public required int Position { get; init; }
    public required string Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Address { get; set; }

    /// <summary>Per cent of the bill, two places.</summary>
    public decimal Percentage { get; set; }

    /// <summary>In one line, as the history writes it.</summary>
    public string InWords => string.Join(" · ", new[] { Name, Email, Phone, Address, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Percentage:0.##} %") }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>A guardian as it is typed.</summary>
public sealed record GuardianDetails
{
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Address { get; init; }
    public decimal Percentage { get; init; }

    /// <summary>What is wrong with the guardians of a client, at <c>guardians[0].name</c> …: a minor has one or two, and the percentages total exactly 100.</summary>
    /// <param name="guardians">Null leaves them as they are.</param>
    /// <param name="kept">How many there are already.</param>
    public static IEnumerable<Problem> Check(bool isMinor, IReadOnlyList<GuardianDetails>? guardians, int kept)
    {
        var count = guardians?.Count ?? kept;
        if (isMinor && count == 0) yield return Problem.Invalid("guardians[0].name", "A minor needs a guardian.");
        if (guardians is null or []) yield break;
        if (count > 2) yield return Problem.Invalid("guardians[0].name", "Please name at most two guardians.");
        foreach (var problem in guardians.SelectMany((g, i) => g.Check($"guardians[{i}]."))) yield return problem;
        if (guardians.Sum(g => g.Percentage) != 100m) yield return Problem.Invalid("guardians[0].percentage", "The percentages of the guardians total exactly 100.");
    }

    private IEnumerable<Problem> Check(string at) =>
    [
        .. TypedText.Check(at + "name", Name, 200, required: true),
        .. EmailText.Check(at + "email", Email),
        .. PhoneText.Check(at + "phone", Phone),
        .. TypedText.Check(at + "address", Address, 1000),
        .. Percentage is < 0m or > 100m ? [Problem.Invalid(at + "percentage", "Please write a number from {0} to {1}.", 0, 100)]
            : decimal.Round(Percentage, 2) != Percentage ? [Problem.Invalid(at + "percentage", "Please use at most {0} decimal places.", 2)] : Array.Empty<Problem>(),
    ];

    internal void WriteTo(Guardian guardian)
    {
        (guardian.Name, guardian.Percentage) = (TypedText.Kept(Name)!, Percentage);
        (guardian.Email, guardian.Phone, guardian.Address) = (TypedText.Kept(Email), TypedText.Kept(Phone), TypedText.Kept(Address));
    }
}

/// <summary>Lays typed guardians over the stored ones.</summary>
internal static class Guardians
{
    /// <summary>Writes them, and answers what that changed.</summary>
    public static IReadOnlyList<FieldChange> Write(CrmDbContext db, Client client, IReadOnlyList<GuardianDetails>? wanted)
    {
        if (wanted is null) return [];
        var before = client.Guardians.ToDictionary(g => g.Position, g => g.InWords);
        for (var i = 0; i < wanted.Count; i++)
        {
            var stored = client.Guardians.Find(g => g.Position == i + 1);
            if (stored is null) client.Guardians.Add(stored = new Guardian { ClientId = client.Id, Position = i + 1, Name = "" });
            wanted[i].WriteTo(stored);
        }
        db.RemoveRange(client.Guardians.Where(g => g.Position > wanted.Count));
        var after = client.Guardians.Where(g => g.Position <= wanted.Count).ToDictionary(g => g.Position, g => g.InWords);
        return [.. before.Keys.Union(after.Keys).Order().Select(p => new FieldChange($"guardian{p}", before.GetValueOrDefault(p), after.GetValueOrDefault(p))).Where(c => c.Old != c.New)];
    }
}
