using System.Text.Json.Serialization;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>Where a client stands with the practice.</summary>
public enum ClientStatus { Active, Inactive, Archived, Waitlist }

/// <summary>How soon something is wanted.</summary>
public enum Priority { Low, Medium, High }

/// <summary>How a client wants to be reached.</summary>
public enum PreferredContact
{
    [JsonStringEnumMemberName("CALL")] Call,
    [JsonStringEnumMemberName("CALL_CELL")] CallCell,
    [JsonStringEnumMemberName("CALL_HOME")] CallHome,
    [JsonStringEnumMemberName("CALL_WORK")] CallWork,
    [JsonStringEnumMemberName("TEXT")] Text,
    [JsonStringEnumMemberName("EMAIL")] Email,
    [JsonStringEnumMemberName("LETTER")] Letter,
}

/// <summary>The person in care, or the family contact of one or more learners.</summary>
public sealed class Client : Record
{
    public required string FirstName { get; set; }
    public string? MiddleName { get; set; }
    public required string LastName { get; set; }

    /// <summary>Unique in the practice, never reused.</summary>
    public required string FileNumber { get; set; }
    public LocalDate? DateOfBirth { get; set; }
    public string? Pronouns { get; set; }
    public string? Email { get; set; }
    public required string Phone { get; set; }
    public string? Address { get; set; }
    public string? Gender { get; set; }
    public string? CellPhone { get; set; }
    public string? HomePhone { get; set; }
    public string? WorkPhone { get; set; }

    /// <summary>Where letters go, if elsewhere.</summary>
    public string? MailingAddress { get; set; }
    public PreferredContact? PreferredContact { get; set; }
    public string? ReferralSource { get; set; }

    /// <summary>The address of the client's own video room.</summary>
    public string? MeetingLink { get; set; }

    /// <summary>Whatever else the profile should say; administrative.</summary>
    public string? AdditionalInfo { get; set; }

    /// <summary>Has guardians, who share the bill.</summary>
    public bool IsMinor { get; set; }

    /// <summary>Sessions held before the client came into this application: the first one here has the next number.</summary>
    public int SessionOffset { get; set; }

    /// <summary>Since the first edit every change keeps the old text; null before it.</summary>
    public Instant? ProfileLockedAt { get; internal set; }
    public ClientStatus Status { get; internal set; } = ClientStatus.Active;
    public Priority Priority { get; set; } = Priority.Medium;

    /// <summary>For the desk, administrative only; never clinical.</summary>
    public string? Notes { get; set; }
    public long? TherapistId { get; set; }
    public LanguageCode PreferredLanguage { get; set; } = LanguageCode.En;
    public bool RequiresInterpreter { get; set; }
    public string? InterpreterNotes { get; set; }

    /// <summary>What the desk must know for safety, in a few words.</summary>
    public string? SafetyAlert { get; set; }

    /// <summary>Who may, and may not, fetch or be told, in a few words.</summary>
    public string? CustodyAlert { get; set; }

    /// <summary>Null when nobody has asked yet.</summary>
    public bool? MayLeaveMessage { get; set; }

    /// <summary>Folded names, file number and the digits of every phone: what searching compares.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Folded last and first name: what lists are sorted by, alike on both databases.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>The practice's category, never the built-in one: a client with the status INACTIVE shows that instead.</summary>
    public long? ClientTypeId { get; internal set; }
    public decimal? FeeBase { get; private set; }
    public decimal? FeeTaxRate { get; private set; }
    public decimal? FeeTotal { get; private set; }

    /// <summary>Minutes that a session lasts unless told otherwise, on the 5-minute grid; null takes the type's.</summary>
    public int? DefaultDuration { get; set; }
    public Instant? ArchivedAt { get; internal set; }
    public List<Learner> Learners { get; private set; } = [];
    public List<Contact> Contacts { get; private set; } = [];
    public List<Guardian> Guardians { get; private set; } = [];

    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>What this client pays, instead of what the type or the service says.</summary>
    public Fee? Fee
    {
        get => Fee.Of(FeeBase, FeeTaxRate, FeeTotal);
        internal set => (FeeBase, FeeTaxRate, FeeTotal) = (value?.Base, value?.TaxRate, value?.Total);
    }

    /// <summary>Keeps <see cref="SearchText"/> and <see cref="SortName"/> in step; called by <c>SaveRules</c> before each save.</summary>
    internal void Fold() => (SearchText, SortName) = (
        Folded.Cut($" {Folded.Text($"{FirstName} {MiddleName} {LastName}")} {Folded.Text(FileNumber)} {string.Join(' ', new[] { Phone, CellPhone, HomePhone, WorkPhone }.Select(Folded.Digits).Where(d => d.Length > 0).Distinct())} ", 400),
        Folded.Cut($"{Folded.Text(LastName)}, {Folded.Text(FirstName)}", 200));
}

/// <summary>A row that belongs to one client's record; what may be seen hangs on it.</summary>
public interface IClientOwned
{
    /// <summary>The client, for a learner's row too.</summary>
    long ClientId { get; }

    /// <summary>The learner it is about, if any.</summary>
    long? LearnerId { get; }
}
