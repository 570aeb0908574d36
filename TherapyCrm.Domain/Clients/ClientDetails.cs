using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>Everything about a client that the desk writes; adding and changing share it.</summary>
public sealed record ClientDetails
{
    public required string FirstName { get; init; }
    public string? MiddleName { get; init; }
    public required string LastName { get; init; }
    public required string Phone { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public LocalDate? DateOfBirth { get; init; }
    public string? Pronouns { get; init; }
    public string? Gender { get; init; }
    public string? CellPhone { get; init; }
    public string? HomePhone { get; init; }
    public string? WorkPhone { get; init; }
    public string? MailingAddress { get; init; }
    public PreferredContact? PreferredContact { get; init; }
    public string? ReferralSource { get; init; }

    /// <summary>An https address.</summary>
    public string? MeetingLink { get; init; }
    public string? AdditionalInfo { get; init; }
    public int SessionOffset { get; init; }
    public bool IsMinor { get; init; }

    /// <summary>At most two, whose percentages total exactly 100; null leaves them as they are.</summary>
    public IReadOnlyList<GuardianDetails>? Guardians { get; init; }

    /// <summary>Any but archived, which is an act of its own.</summary>
    public ClientStatus Status { get; init; } = ClientStatus.Active;
    public Priority Priority { get; init; } = Priority.Medium;
    public string? Notes { get; init; }
    public long? TherapistId { get; init; }
    public LanguageCode PreferredLanguage { get; init; } = LanguageCode.En;
    public bool RequiresInterpreter { get; init; }
    public string? InterpreterNotes { get; init; }
    public string? SafetyAlert { get; init; }
    public string? CustodyAlert { get; init; }

    /// <summary>Null when nobody has asked yet.</summary>
    public bool? MayLeaveMessage { get; init; }

    /// <summary>One of the practice's types; the one called "Inactive" means the status INACTIVE.</summary>
    public long? ClientTypeId { get; init; }

    /// <summary>What this client pays, instead of what the type or the service says.</summary>
    public TypedFee Fee { get; init; } = TypedFee.None;

    /// <summary>Minutes, on the 5-minute grid; null takes the type's.</summary>
    public int? DefaultDuration { get; init; }

    /// <summary>What is wrong with them by themselves.</summary>
    /// <param name="guardians">How many guardians there are already.</param>
    public IEnumerable<Problem> Check(LocalDate today, int guardians = 0) =>
    [
        .. TypedText.Check("firstName", FirstName, 100, required: true),
        .. TypedText.Check("middleName", MiddleName, 100),
        .. TypedText.Check("lastName", LastName, 100, required: true),
        .. BirthdayText.Check("dateOfBirth", DateOfBirth, today),
        .. TypedText.Check("pronouns", Pronouns, 60),
        .. PhoneText.Check("phone", Phone, required: true),
        .. EmailText.Check("email", Email),
        .. PhoneText.Check("cellPhone", CellPhone),
        .. PhoneText.Check("homePhone", HomePhone),
        .. PhoneText.Check("workPhone", WorkPhone),
        .. TypedText.Check("address", Address, 1000),
        .. TypedText.Check("mailingAddress", MailingAddress, 1000),
        .. TypedText.Check("gender", Gender, 100),
        .. TypedText.Check("referralSource", ReferralSource, 200),
        .. TypedText.Check("additionalInfo", AdditionalInfo, 4000),
        .. LinkText.Check("meetingLink", MeetingLink),
        .. SessionOffset is < 0 or > 100_000 ? [Problem.Invalid("sessionOffset", "Please write a number from {0} to {1}.", 0, 100_000)] : Array.Empty<Problem>(),
        .. GuardianDetails.Check(IsMinor, Guardians, guardians),
        .. TypedText.Check("safetyAlert", SafetyAlert, 500),
        .. TypedText.Check("custodyAlert", CustodyAlert, 500),
        .. TypedText.Check("interpreterNotes", InterpreterNotes, 1000),
        .. TypedText.Check("notes", Notes, 4000),
        .. Fee.Decide().Problems,
        .. DurationText.Check("defaultDuration", DefaultDuration),
        .. Status == ClientStatus.Archived ? [Problem.Invalid("status", "A client is archived on the client's own page.")] : Array.Empty<Problem>(),
    ];

    /// <param name="settled">Status and type, as they go together.</param>
    internal void WriteTo(Client client, (ClientStatus Status, long? TypeId) settled)
    {
        (client.FirstName, client.LastName) = (TypedText.Kept(FirstName)!, TypedText.Kept(LastName)!);
        (client.MiddleName, client.Pronouns) = (TypedText.Kept(MiddleName), TypedText.Kept(Pronouns));
        (client.Phone, client.Email, client.Address) = (TypedText.Kept(Phone)!, TypedText.Kept(Email), TypedText.Kept(Address));
        (client.DateOfBirth, client.Status, client.ClientTypeId, client.Priority) = (DateOfBirth, settled.Status, settled.TypeId, Priority);
        (client.Fee, client.DefaultDuration) = (Fee.Decide().Fee, DefaultDuration);
        (client.TherapistId, client.PreferredLanguage) = (TherapistId, PreferredLanguage);
        (client.Gender, client.MailingAddress, client.PreferredContact) = (TypedText.Kept(Gender), TypedText.Kept(MailingAddress), PreferredContact);
        (client.CellPhone, client.HomePhone, client.WorkPhone) = (TypedText.Kept(CellPhone), TypedText.Kept(HomePhone), TypedText.Kept(WorkPhone));
        (client.ReferralSource, client.AdditionalInfo, client.MeetingLink) = (TypedText.Kept(ReferralSource), TypedText.Kept(AdditionalInfo), TypedText.Kept(MeetingLink));
        (client.IsMinor, client.SessionOffset) = (IsMinor, SessionOffset);
        (client.RequiresInterpreter, client.InterpreterNotes) = (RequiresInterpreter, TypedText.Kept(InterpreterNotes));
        (client.SafetyAlert, client.CustodyAlert) = (TypedText.Kept(SafetyAlert), TypedText.Kept(CustodyAlert));
        (client.MayLeaveMessage, client.Notes) = (MayLeaveMessage, TypedText.Kept(Notes));
    }
}
