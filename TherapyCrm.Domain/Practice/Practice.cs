using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>The practice itself: one row.</summary>
public sealed class PracticeDetails : Record
{
    public required string Name { get; set; }
    public string? Address { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? ZipCode { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Website { get; set; }
    public string? HoursOfOperation { get; set; }
    public string? BillingAddress { get; set; }
    public string? BillingCity { get; set; }
    public string? BillingState { get; set; }
    public string? BillingZipCode { get; set; }
    public string? BillingEmail { get; set; }
    public string? BillingName { get; set; }
    public string? StripeCustomerId { get; set; }
    public string? StripeSubscriptionId { get; set; }
    public string? SubscriptionStatus { get; set; } = "inactive";
    public LanguageCode PrimaryLanguage { get; set; } = LanguageCode.En;

    /// <summary>Stored codes parted by commas.</summary>
    public string? SupportedLanguages { get; set; }
}

/// <summary>One choice of the practice, such as the notice window; <see cref="Settings"/> names them all.</summary>
public sealed class PracticeSetting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
    public Instant UpdatedAt { get; set; }
    public long? UpdatedBy { get; set; }
}
