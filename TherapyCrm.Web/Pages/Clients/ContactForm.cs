using System.ComponentModel;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A contact as it is typed.</summary>
public sealed class ContactForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Relationship")] public RelationshipType Relationship { get; set; } = RelationshipType.Parent;
    [DisplayName("First name")] public string? FirstName { get; set; }
    [DisplayName("Last name")] public string? LastName { get; set; }
    [DisplayName("Phone")] public string? Phone { get; set; }
    [DisplayName("E-mail")] public string? Email { get; set; }
    [DisplayName("Address")] public string? Address { get; set; }
    [DisplayName("May be told about appointments")] public bool MayBeTold { get; set; }
    [DisplayName("May pick up")] public bool MayPickUp { get; set; }
    [DisplayName("Emergency contact")] public bool IsEmergencyContact { get; set; }
    [DisplayName("Desk notes")] public string? Notes { get; set; }

    /// <summary>The form of a stored contact.</summary>
    public static ContactForm Of(Contact c) => new()
    {
        Version = c.Version, Relationship = c.Relationship, FirstName = c.FirstName, LastName = c.LastName, Phone = c.Phone, Email = c.Email,
        Address = c.Address, MayBeTold = c.MayBeTold, MayPickUp = c.MayPickUp, IsEmergencyContact = c.IsEmergencyContact, Notes = c.Notes,
    };

    /// <summary>What the operations take.</summary>
    public ContactDetails ToDetails() => new()
    {
        Relationship = Relationship, FirstName = FirstName ?? "", LastName = LastName ?? "", Phone = Phone, Email = Email, Address = Address,
        MayBeTold = MayBeTold, MayPickUp = MayPickUp, IsEmergencyContact = IsEmergencyContact, Notes = Notes,
    };
}
