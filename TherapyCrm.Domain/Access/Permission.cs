using System.Text.Json.Serialization;

namespace TherapyCrm.Domain.Access;

/// <summary>What somebody may be allowed to do (contract/permissions.tsv). The numbers are the ids in <c>permission_types</c>.</summary>
public enum Permission
{
    [JsonStringEnumMemberName("VIEW_CLIENTS")] ViewClients = 1,
    [JsonStringEnumMemberName("EDIT_CLIENTS")] EditClients = 2,
    [JsonStringEnumMemberName("ARCHIVE_CLIENTS")] ArchiveClients = 3,
    [JsonStringEnumMemberName("VIEW_APPOINTMENTS")] ViewAppointments = 4,
    [JsonStringEnumMemberName("BOOK_APPOINTMENTS")] BookAppointments = 5,
    [JsonStringEnumMemberName("OVERBOOK")] Overbook = 6,
    [JsonStringEnumMemberName("VIEW_CLINICAL")] ViewClinical = 7,
    [JsonStringEnumMemberName("WRITE_CLINICAL")] WriteClinical = 8,
    [JsonStringEnumMemberName("COSIGN_CLINICAL")] CosignClinical = 9,
    [JsonStringEnumMemberName("REDACT_CLINICAL")] RedactClinical = 10,
    [JsonStringEnumMemberName("VIEW_PROCESS_NOTES")] ViewProcessNotes = 11,
    [JsonStringEnumMemberName("VIEW_DOCUMENTS")] ViewDocuments = 12,
    [JsonStringEnumMemberName("EDIT_DOCUMENTS")] EditDocuments = 13,
    [JsonStringEnumMemberName("EXPORT_RECORDS")] ExportRecords = 14,
    [JsonStringEnumMemberName("VIEW_COMMUNICATIONS")] ViewCommunications = 15,
    [JsonStringEnumMemberName("EDIT_COMMUNICATIONS")] EditCommunications = 16,
    [JsonStringEnumMemberName("VIEW_BILLING")] ViewBilling = 17,
    [JsonStringEnumMemberName("EDIT_BILLING")] EditBilling = 18,
    [JsonStringEnumMemberName("TAKE_PAYMENTS")] TakePayments = 19,
    [JsonStringEnumMemberName("VIEW_REPORTS")] ViewReports = 20,
    [JsonStringEnumMemberName("MANAGE_WAITLIST")] ManageWaitlist = 21,
    [JsonStringEnumMemberName("MANAGE_PRACTICE")] ManagePractice = 22,
    [JsonStringEnumMemberName("MANAGE_USERS")] ManageUsers = 23,
    [JsonStringEnumMemberName("MANAGE_PERMISSIONS")] ManagePermissions = 24,
    [JsonStringEnumMemberName("VIEW_AUDIT")] ViewAudit = 25,
    [JsonStringEnumMemberName("BREAK_GLASS")] BreakGlass = 26,
    [JsonStringEnumMemberName("DESTROY_RECORDS")] DestroyRecords = 27,
}

/// <summary>How far a permission goes; a larger value goes further.</summary>
public enum Reach
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>My clients: therapist, learner's instructor, or on an appointment within 90 days.</summary>
    Assigned,

    /// <summary>Clients seen at a location of mine.</summary>
    Location,

    /// <summary>Every client of the practice.</summary>
    Any,
}

/// <summary>A person's part in the practice; it only stands for its default permissions, no code asks for it.</summary>
public enum UserRole { Admin, Therapist, Staff, Receptionist }
