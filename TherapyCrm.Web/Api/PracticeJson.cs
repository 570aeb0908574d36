using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Api;

/// <summary>The practice's own details.</summary>
public sealed record PracticeJson
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string? Address { get; init; }
    public required string? City { get; init; }
    public required string? State { get; init; }
    public required string? ZipCode { get; init; }
    public required string? Phone { get; init; }
    public required string? Email { get; init; }
    public required string? Website { get; init; }
    public required string? HoursOfOperation { get; init; }
    public required string? BillingAddress { get; init; }
    public required string? BillingCity { get; init; }
    public required string? BillingState { get; init; }
    public required string? BillingZipCode { get; init; }
    public required string? BillingEmail { get; init; }
    public required string? BillingName { get; init; }

    /// <summary>Only for who runs the practice.</summary>
    public required string? StripeCustomerId { get; init; }

    /// <summary>Only for who runs the practice.</summary>
    public required string? StripeSubscriptionId { get; init; }
    public required string? SubscriptionStatus { get; init; }
    public required LanguageCode PrimaryLanguage { get; init; }
    public required IReadOnlyList<LanguageCode> SupportedLanguages { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required int Version { get; init; }

    /// <summary>As the API shows it.</summary>
    public static PracticeJson Of(PracticeDetails p, bool runsIt) => new()
    {
        Id = p.Id, Name = p.Name, Address = p.Address, City = p.City, State = p.State, ZipCode = p.ZipCode, Phone = p.Phone, Email = p.Email, Website = p.Website,
        HoursOfOperation = p.HoursOfOperation, BillingAddress = p.BillingAddress, BillingCity = p.BillingCity, BillingState = p.BillingState,
        BillingZipCode = p.BillingZipCode, BillingEmail = p.BillingEmail, BillingName = p.BillingName,
        StripeCustomerId = runsIt ? p.StripeCustomerId : null, StripeSubscriptionId = runsIt ? p.StripeSubscriptionId : null, SubscriptionStatus = p.SubscriptionStatus,
        PrimaryLanguage = p.PrimaryLanguage, SupportedLanguages = PracticeEditJson.Languages(p.SupportedLanguages),
        CreatedAt = p.CreatedAt, UpdatedAt = p.UpdatedAt, Version = p.Version,
    };
}

/// <summary>What the practice's details should become.</summary>
public sealed record PracticeEditJson
{
    /// <summary>The version that was seen, where If-Match is not sent.</summary>
    public int? Version { get; init; }
    [Required] public string? Name { get; init; }
    public string? Address { get; init; }
    public string? City { get; init; }
    public string? State { get; init; }
    public string? ZipCode { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public string? HoursOfOperation { get; init; }
    public string? BillingAddress { get; init; }
    public string? BillingCity { get; init; }
    public string? BillingState { get; init; }
    public string? BillingZipCode { get; init; }
    public string? BillingEmail { get; init; }
    public string? BillingName { get; init; }
    public LanguageCode? PrimaryLanguage { get; init; }
    public IReadOnlyList<LanguageCode>? SupportedLanguages { get; init; }

    /// <summary>The practice as it is, to lay the changes over.</summary>
    public static PracticeEditJson Of(PracticeDetails p) => new()
    {
        Name = p.Name, Address = p.Address, City = p.City, State = p.State, ZipCode = p.ZipCode, Phone = p.Phone, Email = p.Email, Website = p.Website,
        HoursOfOperation = p.HoursOfOperation, BillingAddress = p.BillingAddress, BillingCity = p.BillingCity, BillingState = p.BillingState, BillingZipCode = p.BillingZipCode,
        BillingEmail = p.BillingEmail, BillingName = p.BillingName, PrimaryLanguage = p.PrimaryLanguage, SupportedLanguages = Languages(p.SupportedLanguages),
    };

    /// <summary>The request of the domain.</summary>
    public EditPractice.Request ToRequest(int seen) => new()
    {
        Version = seen, Name = Name!, Address = Address, City = City, State = State, ZipCode = ZipCode, Phone = Phone, Email = Email, Website = Website,
        HoursOfOperation = HoursOfOperation, BillingAddress = BillingAddress, BillingCity = BillingCity, BillingState = BillingState, BillingZipCode = BillingZipCode,
        BillingEmail = BillingEmail, BillingName = BillingName, PrimaryLanguage = PrimaryLanguage ?? LanguageCode.En, SupportedLanguages = SupportedLanguages ?? [],
    };

    /// <summary>Stored codes as a list.</summary>
    internal static IReadOnlyList<LanguageCode> Languages(string? stored) =>
        [.. (stored ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(StoredText.Parse<LanguageCode>)];
}
