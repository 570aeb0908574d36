using System.Text.Json.Serialization;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>What a contact is to the client.</summary>
public enum RelationshipType
{
    Parent,
    Guardian,
    Grandparent,
    Sibling,
    [JsonStringEnumMemberName("OTHER_FAMILY")] OtherFamily,
    Caregiver,
    [JsonStringEnumMemberName("CASE_WORKER")] CaseWorker,
    [JsonStringEnumMemberName("EMERGENCY_CONTACT")] EmergencyContact,
}

/// <summary>A guardian, caregiver, emergency contact or case worker of a client.</summary>
public sealed class Contact : Record
{
    public required long ClientId { get; init; }
    public required RelationshipType Relationship { get; set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }

    /// <summary>May be told about appointments.</summary>
    public bool MayBeTold { get; set; }
    public bool MayPickUp { get; set; }
    public bool IsEmergencyContact { get; set; }
    public string? Notes { get; set; }
}

/// <summary>The next number of a running count, such as file numbers.</summary>
public sealed class Counter
{
    public required string Name { get; init; }
    public required long Next { get; set; }
}
