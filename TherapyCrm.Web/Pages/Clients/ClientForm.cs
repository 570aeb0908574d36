using System.ComponentModel;
using System.Globalization;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A client as it is typed, perhaps half filled in.</summary>
public sealed class ClientForm : IEditForm
{
    public int? Version { get; set; }

    /// <summary>Ids of the likely duplicates that were shown, parted by commas: saving again means that it is another person.</summary>
    public string? SeenDuplicates { get; set; }

    /// <summary>Asked for where the practice types its file numbers.</summary>
    public string? FileNumber { get; set; }
    [DisplayName("First name")] public string? FirstName { get; set; }
    [DisplayName("Middle name")] public string? MiddleName { get; set; }
    [DisplayName("Last name")] public string? LastName { get; set; }
    [DisplayName("Date of birth")] public string? DateOfBirth { get; set; }
    [DisplayName("Pronouns")] public string? Pronouns { get; set; }
    [DisplayName("Phone")] public string? Phone { get; set; }
    [DisplayName("E-mail")] public string? Email { get; set; }
    [DisplayName("Address")] public string? Address { get; set; }
    [DisplayName("Gender")] public string? Gender { get; set; }
    [DisplayName("Cell phone")] public string? CellPhone { get; set; }
    [DisplayName("Home phone")] public string? HomePhone { get; set; }
    [DisplayName("Work phone")] public string? WorkPhone { get; set; }
    [DisplayName("Address for letters")] public string? MailingAddress { get; set; }
    [DisplayName("Prefers")] public PreferredContact? PreferredContact { get; set; }
    [DisplayName("Referred by")] public string? ReferralSource { get; set; }
    [DisplayName("Meeting link")] public string? MeetingLink { get; set; }
    [DisplayName("Status")] public ClientStatus Status { get; set; } = ClientStatus.Active;
    [DisplayName("Priority")] public Priority Priority { get; set; } = Priority.Medium;
    [DisplayName("Desk notes")] public string? Notes { get; set; }
    public long? TherapistId { get; set; }
    public long? ClientTypeId { get; set; }
    [DisplayName("Fee before tax")] public decimal? FeeBase { get; set; }
    [DisplayName("Tax in per cent")] public decimal? FeeTaxRate { get; set; }
    [DisplayName("Fee with tax")] public decimal? FeeTotal { get; set; }
    [DisplayName("Usual length in minutes")] public int? DefaultDuration { get; set; }
    [DisplayName("Preferred language")] public LanguageCode PreferredLanguage { get; set; } = LanguageCode.En;
    [DisplayName("Needs an interpreter")] public bool RequiresInterpreter { get; set; }
    [DisplayName("About the interpreter")] public string? InterpreterNotes { get; set; }
    [DisplayName("Safety alert")] public string? SafetyAlert { get; set; }
    [DisplayName("Custody alert")] public string? CustodyAlert { get; set; }

    /// <summary><c>yes</c>, <c>no</c>, or empty when nobody has asked.</summary>
    [DisplayName("May we leave a message?")] public string? MayLeaveMessage { get; set; }

    [DisplayName("Sessions before")] public int SessionOffset { get; set; }
    [DisplayName("Additional information")] public string? AdditionalInfo { get; set; }
    [DisplayName("A minor")] public bool IsMinor { get; set; }
    [DisplayName("Guardians")] public List<GuardianForm> Guardians { get; set; } = [new(), new()];

    /// <summary>The form of a stored client.</summary>
    /// <param name="shownType">The type that it shows.</param>
    public static ClientForm Of(Client c, long? shownType) => new()
    {
        Version = c.Version, FirstName = c.FirstName, MiddleName = c.MiddleName, LastName = c.LastName,
        DateOfBirth = c.DateOfBirth is { } born ? UrlDates.Text(born) : null, Pronouns = c.Pronouns, Phone = c.Phone, Email = c.Email, Address = c.Address,
        Status = c.Status, Priority = c.Priority, Notes = c.Notes, TherapistId = c.TherapistId, PreferredLanguage = c.PreferredLanguage,
        RequiresInterpreter = c.RequiresInterpreter, InterpreterNotes = c.InterpreterNotes, SafetyAlert = c.SafetyAlert, CustodyAlert = c.CustodyAlert,
        MayLeaveMessage = c.MayLeaveMessage switch { true => "yes", false => "no", null => null },
        Gender = c.Gender, CellPhone = c.CellPhone, HomePhone = c.HomePhone, WorkPhone = c.WorkPhone, MailingAddress = c.MailingAddress, PreferredContact = c.PreferredContact,
        ReferralSource = c.ReferralSource, MeetingLink = c.MeetingLink, SessionOffset = c.SessionOffset, AdditionalInfo = c.AdditionalInfo, IsMinor = c.IsMinor,
        Guardians = GuardianForm.Of(c.Guardians),
        ClientTypeId = shownType, FeeBase = c.FeeBase, FeeTaxRate = c.FeeTaxRate, FeeTotal = c.FeeTotal, DefaultDuration = c.DefaultDuration,
    };

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(DateOfBirth), DateOfBirth));

    /// <summary>The likely duplicates, without those that were shown before.</summary>
    public IReadOnlyList<LikelyDuplicate> Unseen(IReadOnlyList<LikelyDuplicate> found)
    {
        var seen = (SeenDuplicates ?? "").Split(',').ToHashSet();
        return [.. found.Where(d => !seen.Contains(d.Id.ToString(CultureInfo.InvariantCulture)))];
    }

    /// <summary>What the duplicates are looked for with.</summary>
    public ClientDuplicates.Request ToQuestion() => new(FirstName, LastName, Phone, UrlDates.Day(DateOfBirth));

    /// <summary>What the operation takes.</summary>
    public ClientDetails ToDetails() => new()
    {
        FirstName = FirstName ?? "", MiddleName = MiddleName, LastName = LastName ?? "", Phone = Phone ?? "", Email = Email, Address = Address,
        DateOfBirth = UrlDates.Day(DateOfBirth), Pronouns = Pronouns, Status = Status, Priority = Priority, Notes = Notes, TherapistId = TherapistId,
        PreferredLanguage = PreferredLanguage, RequiresInterpreter = RequiresInterpreter, InterpreterNotes = InterpreterNotes,
        SafetyAlert = SafetyAlert, CustodyAlert = CustodyAlert, MayLeaveMessage = MayLeaveMessage switch { "yes" => true, "no" => false, _ => null },
        Gender = Gender, CellPhone = CellPhone, HomePhone = HomePhone, WorkPhone = WorkPhone, MailingAddress = MailingAddress, PreferredContact = PreferredContact,
        ReferralSource = ReferralSource, MeetingLink = MeetingLink, SessionOffset = SessionOffset, AdditionalInfo = AdditionalInfo, IsMinor = IsMinor,
        Guardians = GuardianForm.ToDetails(Guardians),
        ClientTypeId = ClientTypeId, Fee = new(FeeBase, FeeTaxRate, FeeTotal), DefaultDuration = DefaultDuration,
    };
}
