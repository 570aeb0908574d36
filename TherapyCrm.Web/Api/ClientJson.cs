using System.Diagnostics.CodeAnalysis;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>One line of a list of clients.</summary>
public record ClientSummaryJson
{
    public required long Id { get; init; }
    public required string FileNumber { get; init; }
    public required string FirstName { get; init; }
    public required string? MiddleName { get; init; }
    public required string LastName { get; init; }
    public required LocalDate? DateOfBirth { get; init; }
    public required string? Email { get; init; }
    public required string Phone { get; init; }
    public required ClientStatus Status { get; init; }
    public required Priority Priority { get; init; }
    public required long? TherapistId { get; init; }
    public required LanguageCode PreferredLanguage { get; init; }
    public required bool RequiresInterpreter { get; init; }

    /// <summary>One of the practice's types; the built-in "Inactive" while the status is INACTIVE.</summary>
    public required long? ClientTypeId { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }
    public required int Version { get; init; }

    /// <summary>As the API shows it in a list.</summary>
    /// <param name="inactiveType">The type that stands for the status INACTIVE.</param>
    public static ClientSummaryJson Of(Client c, long? inactiveType) => new()
    {
        Id = c.Id, FileNumber = c.FileNumber, FirstName = c.FirstName, MiddleName = c.MiddleName, LastName = c.LastName, DateOfBirth = c.DateOfBirth,
        Email = c.Email, Phone = c.Phone, Status = c.Status, Priority = c.Priority, TherapistId = c.TherapistId, PreferredLanguage = c.PreferredLanguage,
        RequiresInterpreter = c.RequiresInterpreter, ClientTypeId = Shown(c, inactiveType), CreatedAt = c.CreatedAt, UpdatedAt = c.UpdatedAt, CreatedBy = c.CreatedBy, UpdatedBy = c.UpdatedBy, Version = c.Version,
    };

    /// <summary>The type that the client shows.</summary>
    public static long? Shown(Client client, long? inactiveType) => client.Status == ClientStatus.Inactive ? inactiveType : client.ClientTypeId;
}

/// <summary>One line of a list of clients, with who was found.</summary>
public sealed record FoundClientJson : ClientSummaryJson
{
    /// <summary>As the API shows it.</summary>
    [SetsRequiredMembers]
    public FoundClientJson(Client client, string? learner, long? inactiveType) : base(Of(client, inactiveType)) => MatchedLearner = learner;

    /// <summary>Name of the learner that the search found; null when it was the client alone.</summary>
    public string? MatchedLearner { get; }
}

/// <summary>What the desk must know before anything else.</summary>
public sealed record AlertsJson
{
    /// <summary>For safety, in a few words.</summary>
    public string? Safety { get; init; }

    /// <summary>Who may, and may not, fetch or be told.</summary>
    public string? Custody { get; init; }

    /// <summary>Null when nobody has asked yet.</summary>
    public bool? MayLeaveMessage { get; init; }
}

/// <summary>A price and its tax.</summary>
public sealed record FeeJson
{
    /// <summary>Before tax, two places.</summary>
    public decimal? Base { get; init; }

    /// <summary>Per cent, three places.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>To be paid, two places.</summary>
    public decimal? Total { get; init; }

    /// <summary>As the API shows it.</summary>
    public static FeeJson? Of(Fee? fee) => fee is null ? null : new() { Base = fee.Base, TaxRate = fee.TaxRate, Total = fee.Total };

    /// <summary>As it is typed.</summary>
    public TypedFee ToTyped() => new(Base, TaxRate, Total);
}

/// <summary>A client with every column.</summary>
public sealed record ClientJson : ClientSummaryJson
{
    public required string? Pronouns { get; init; }
    public required string? Address { get; init; }

    public required string? MailingAddress { get; init; }
    public required string? Gender { get; init; }
    public required string? CellPhone { get; init; }
    public required string? HomePhone { get; init; }
    public required string? WorkPhone { get; init; }
    public required PreferredContact? PreferredContact { get; init; }
    public required string? ReferralSource { get; init; }
    public required string? MeetingLink { get; init; }
    public required string? AdditionalInfo { get; init; }

    /// <summary>Sessions held before the client came into this application.</summary>
    public required int SessionOffset { get; init; }
    public required bool IsMinor { get; init; }

    /// <summary>Who answers for a minor; kept when the client is none any more.</summary>
    public required IReadOnlyList<GuardianJson> Guardians { get; init; }

    /// <summary>Since the first edit every change keeps the old text.</summary>
    public required Instant? ProfileLockedAt { get; init; }

    /// <summary>For the desk, administrative only.</summary>
    public required string? Notes { get; init; }
    public required string? InterpreterNotes { get; init; }
    public required AlertsJson Alerts { get; init; }

    /// <summary>What this client pays, instead of what the type or the service says.</summary>
    public required FeeJson? Fee { get; init; }

    /// <summary>Minutes; null takes the type's.</summary>
    public required int? DefaultDuration { get; init; }
    public required Instant? ArchivedAt { get; init; }

    /// <summary>As the API shows it.</summary>
    public static new ClientJson Of(Client c, long? inactiveType) => new()
    {
        Id = c.Id, FileNumber = c.FileNumber, FirstName = c.FirstName, MiddleName = c.MiddleName, LastName = c.LastName, DateOfBirth = c.DateOfBirth,
        Email = c.Email, Phone = c.Phone, Status = c.Status, Priority = c.Priority, TherapistId = c.TherapistId, PreferredLanguage = c.PreferredLanguage,
        RequiresInterpreter = c.RequiresInterpreter, ClientTypeId = Shown(c, inactiveType), CreatedAt = c.CreatedAt, UpdatedAt = c.UpdatedAt, CreatedBy = c.CreatedBy, UpdatedBy = c.UpdatedBy, Version = c.Version,
        Pronouns = c.Pronouns, Address = c.Address, Notes = c.Notes, InterpreterNotes = c.InterpreterNotes, ArchivedAt = c.ArchivedAt,
        Alerts = new() { Safety = c.SafetyAlert, Custody = c.CustodyAlert, MayLeaveMessage = c.MayLeaveMessage },
        Fee = FeeJson.Of(c.Fee), DefaultDuration = c.DefaultDuration,
        MailingAddress = c.MailingAddress, Gender = c.Gender, CellPhone = c.CellPhone, HomePhone = c.HomePhone, WorkPhone = c.WorkPhone, PreferredContact = c.PreferredContact,
        ReferralSource = c.ReferralSource, MeetingLink = c.MeetingLink, AdditionalInfo = c.AdditionalInfo, SessionOffset = c.SessionOffset, IsMinor = c.IsMinor,
        Guardians = GuardianJson.Of(c.Guardians), ProfileLockedAt = c.ProfileLockedAt,
    };
}

/// <summary>A dependent in care under a client.</summary>
public sealed record LearnerJson
{
    public required long Id { get; init; }
    public required long ClientId { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required LocalDate? DateOfBirth { get; init; }
    public required string? Gender { get; init; }
    public required string? Course { get; init; }
    public required string? Schedule { get; init; }
    public required LearnerStatus Status { get; init; }

    /// <summary>For the desk, administrative only.</summary>
    public required string? Notes { get; init; }
    public required long? InstructorId { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }
    public required int Version { get; init; }

    /// <summary>As the API shows it.</summary>
    public static LearnerJson Of(Learner l) => new()
    {
        Id = l.Id, ClientId = l.ClientId, FirstName = l.FirstName, LastName = l.LastName, DateOfBirth = l.DateOfBirth, Gender = l.Gender, Course = l.Course,
        Schedule = l.Schedule, Status = l.Status, Notes = l.Notes, InstructorId = l.InstructorId,
        CreatedAt = l.CreatedAt, UpdatedAt = l.UpdatedAt, CreatedBy = l.CreatedBy, UpdatedBy = l.UpdatedBy, Version = l.Version,
    };
}
