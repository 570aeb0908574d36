using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>Everything about a client's contact that the desk writes; adding and changing share it.</summary>
public sealed record ContactDetails
{
    public required RelationshipType Relationship { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public bool MayBeTold { get; init; }
    public bool MayPickUp { get; init; }
    public bool IsEmergencyContact { get; init; }
    public string? Notes { get; init; }

    /// <summary>What is wrong with them by themselves.</summary>
    public IEnumerable<Problem> Check() =>
    [
        .. TypedText.Check("firstName", FirstName, 100, required: true),
        .. TypedText.Check("lastName", LastName, 100, required: true),
        .. PhoneText.Check("phone", Phone, required: IsEmergencyContact),
        .. EmailText.Check("email", Email),
        .. TypedText.Check("address", Address, 1000),
        .. TypedText.Check("notes", Notes, 4000),
    ];

    internal void WriteTo(Contact contact)
    {
        contact.Relationship = Relationship;
        (contact.FirstName, contact.LastName) = (TypedText.Kept(FirstName)!, TypedText.Kept(LastName)!);
        (contact.Phone, contact.Email) = (TypedText.Kept(Phone), TypedText.Kept(Email));
        (contact.Address, contact.Notes) = (TypedText.Kept(Address), TypedText.Kept(Notes));
        (contact.MayBeTold, contact.MayPickUp, contact.IsEmergencyContact) = (MayBeTold, MayPickUp, IsEmergencyContact);
    }
}
