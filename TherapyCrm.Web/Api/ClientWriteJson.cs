using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>Everything about a client that the desk writes.</summary>
public record ClientWriteJson
{
    [Required] public string? FirstName { get; init; }
    public string? MiddleName { get; init; }
    [Required] public string? LastName { get; init; }
    [Required] public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public LocalDate? DateOfBirth { get; init; }
    public string? Pronouns { get; init; }
    public string? MailingAddress { get; init; }
    public string? Gender { get; init; }
    public string? CellPhone { get; init; }
    public string? HomePhone { get; init; }
    public string? WorkPhone { get; init; }
    public PreferredContact? PreferredContact { get; init; }
    public string? ReferralSource { get; init; }

    /// <summary>An https address.</summary>
    public string? MeetingLink { get; init; }
    public string? AdditionalInfo { get; init; }

    /// <summary>Sessions held before the client came into this application.</summary>
    public int? SessionOffset { get; init; }

    /// <summary>A minor needs a guardian.</summary>
    public bool? IsMinor { get; init; }

    /// <summary>At most two; their percentages total exactly 100.</summary>
    public IReadOnlyList<GuardianJson>? Guardians { get; init; }

    /// <summary>Any but ARCHIVED, which DELETE does.</summary>
    public ClientStatus? Status { get; init; }
    public Priority? Priority { get; init; }

    /// <summary>For the desk, administrative only.</summary>
    public string? Notes { get; init; }
    public long? TherapistId { get; init; }
    public LanguageCode? PreferredLanguage { get; init; }
    public bool? RequiresInterpreter { get; init; }
    public string? InterpreterNotes { get; init; }
    public AlertsJson? Alerts { get; init; }

    /// <summary>One of the practice's types; the built-in "Inactive" sets the status INACTIVE.</summary>
    public long? ClientTypeId { get; init; }

    /// <summary>Two of the three decide the third; null takes the type's.</summary>
    public FeeJson? Fee { get; init; }

    /// <summary>Minutes, a multiple of 5; null takes the type's.</summary>
    public int? DefaultDuration { get; init; }

    /// <summary>The details of the domain.</summary>
    public ClientDetails ToDetails() => new()
    {
        FirstName = FirstName!, MiddleName = MiddleName, LastName = LastName!, Phone = Phone!, Email = Email, Address = Address, DateOfBirth = DateOfBirth,
        Pronouns = Pronouns, Status = Status ?? ClientStatus.Active, Priority = Priority ?? Domain.Clients.Priority.Medium, Notes = Notes, TherapistId = TherapistId,
        PreferredLanguage = PreferredLanguage ?? LanguageCode.En, RequiresInterpreter = RequiresInterpreter ?? false, InterpreterNotes = InterpreterNotes,
        SafetyAlert = Alerts?.Safety, CustodyAlert = Alerts?.Custody, MayLeaveMessage = Alerts?.MayLeaveMessage,
        MailingAddress = MailingAddress, Gender = Gender, CellPhone = CellPhone, HomePhone = HomePhone, WorkPhone = WorkPhone, PreferredContact = PreferredContact,
        ReferralSource = ReferralSource, MeetingLink = MeetingLink, AdditionalInfo = AdditionalInfo, SessionOffset = SessionOffset ?? 0, IsMinor = IsMinor ?? false,
        Guardians = Guardians is null ? null : [.. Guardians.Select(g => g.ToDetails())],
        ClientTypeId = ClientTypeId, Fee = Fee?.ToTyped() ?? TypedFee.None, DefaultDuration = DefaultDuration,
    };

    /// <summary>What the API calls the fields of <see cref="ClientDetails"/>.</summary>
    public static string Rename(string field) => field switch
    {
        "safetyAlert" => "alerts.safety",
        "custodyAlert" => "alerts.custody",
        "feeBase" => "fee.base",
        "feeTaxRate" => "fee.taxRate",
        "feeTotal" => "fee.total",
        _ => field,
    };
}

/// <summary>A new client.</summary>
public sealed record ClientAddJson : ClientWriteJson
{
    /// <summary>Where the practice types its file numbers; elsewhere they are given and this is refused.</summary>
    public string? FileNumber { get; init; }
}

/// <summary>What a client's data should become.</summary>
public sealed record ClientEditJson : ClientWriteJson
{
    /// <summary>The version that was seen, where If-Match is not sent.</summary>
    public int? Version { get; init; }

    /// <summary>The client as it is, to lay the changes over.</summary>
    public static ClientEditJson Of(Client c, long? inactiveType) => new()
    {
        FirstName = c.FirstName, MiddleName = c.MiddleName, LastName = c.LastName, Phone = c.Phone, Email = c.Email, Address = c.Address, DateOfBirth = c.DateOfBirth,
        Pronouns = c.Pronouns, Status = c.Status, Priority = c.Priority, Notes = c.Notes, TherapistId = c.TherapistId, PreferredLanguage = c.PreferredLanguage,
        RequiresInterpreter = c.RequiresInterpreter, InterpreterNotes = c.InterpreterNotes,
        Alerts = new() { Safety = c.SafetyAlert, Custody = c.CustodyAlert, MayLeaveMessage = c.MayLeaveMessage },
        MailingAddress = c.MailingAddress, Gender = c.Gender, CellPhone = c.CellPhone, HomePhone = c.HomePhone, WorkPhone = c.WorkPhone, PreferredContact = c.PreferredContact,
        ReferralSource = c.ReferralSource, MeetingLink = c.MeetingLink, AdditionalInfo = c.AdditionalInfo, SessionOffset = c.SessionOffset, IsMinor = c.IsMinor,
        Guardians = GuardianJson.Of(c.Guardians),
        ClientTypeId = ClientSummaryJson.Shown(c, inactiveType), Fee = FeeJson.Of(c.Fee), DefaultDuration = c.DefaultDuration,
    };
}
