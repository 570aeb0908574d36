using System.ComponentModel;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's details as they are typed.</summary>
public sealed class PracticeForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Name")] public string? Name { get; set; }
    [DisplayName("Address")] public string? Address { get; set; }
    [DisplayName("City")] public string? City { get; set; }
    [DisplayName("Province")] public string? State { get; set; }
    [DisplayName("Postal code")] public string? ZipCode { get; set; }
    [DisplayName("Phone")] public string? Phone { get; set; }
    [DisplayName("E-mail")] public string? Email { get; set; }
    [DisplayName("Website")] public string? Website { get; set; }
    [DisplayName("Opening hours in words")] public string? HoursOfOperation { get; set; }
    [DisplayName("Name on bills")] public string? BillingName { get; set; }
    [DisplayName("Address")] public string? BillingAddress { get; set; }
    [DisplayName("City")] public string? BillingCity { get; set; }
    [DisplayName("Province")] public string? BillingState { get; set; }
    [DisplayName("Postal code")] public string? BillingZipCode { get; set; }
    [DisplayName("E-mail")] public string? BillingEmail { get; set; }
    [DisplayName("First language")] public LanguageCode PrimaryLanguage { get; set; }
    [DisplayName("Languages")] public List<LanguageCode> SupportedLanguages { get; set; } = [];

    /// <summary>The form of the stored details.</summary>
    public static PracticeForm Of(PracticeDetails p) => new()
    {
        Version = p.Version, Name = p.Name, Address = p.Address, City = p.City, State = p.State, ZipCode = p.ZipCode, Phone = p.Phone, Email = p.Email,
        Website = p.Website, HoursOfOperation = p.HoursOfOperation, BillingName = p.BillingName, BillingAddress = p.BillingAddress, BillingCity = p.BillingCity,
        BillingState = p.BillingState, BillingZipCode = p.BillingZipCode, BillingEmail = p.BillingEmail, PrimaryLanguage = p.PrimaryLanguage,
        SupportedLanguages = [.. LanguageCodes.Split(p.SupportedLanguages)],
    };

    /// <summary>What the operation takes.</summary>
    public EditPractice.Request ToRequest() => new()
    {
        Version = Version, Name = Name ?? "", Address = Address, City = City, State = State, ZipCode = ZipCode, Phone = Phone, Email = Email, Website = Website,
        HoursOfOperation = HoursOfOperation, BillingName = BillingName, BillingAddress = BillingAddress, BillingCity = BillingCity, BillingState = BillingState,
        BillingZipCode = BillingZipCode, BillingEmail = BillingEmail, PrimaryLanguage = PrimaryLanguage, SupportedLanguages = SupportedLanguages,
    };
}
