using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>The strip of tabs over every screen of one client; a tab shows for who may open it.</summary>
/// <param name="Current">The path of the tab that is shown.</param>
public sealed record ClientTabs(long ClientId, string Current)
{
    /// <summary>Every tab: what follows the client in the address, its English name, and the permission it needs beside seeing the client.</summary>
    public static readonly IReadOnlyList<(string Path, string Label, Permission? Permission)> All =
    [
        ("", "Overview", null),
        ("/timeline", "Timeline", null),
        ("/appointments", "Appointments", Permission.ViewAppointments),
        ("/notes", "Notes", Permission.ViewClinical),
        ("/plans", "Plans", Permission.ViewClinical),
        ("/assessments", "Assessments", Permission.ViewClinical),
        ("/private-notes", "Private notes", Permission.ViewProcessNotes),
        ("/documents", "Documents", Permission.ViewDocuments),
        ("/people", "Contacts & learners", null),
        ("/clinical", "Diagnoses & medication", Permission.ViewClinical),
        ("/consents", "Consents", null),
        ("/disclosures", "Disclosures", Permission.ExportRecords),
        ("/export", "Export", Permission.ExportRecords),
        ("/history", "History", null),
        ("/permissions", "Permissions", Permission.ManagePermissions),
        ("/retention", "Retention", Permission.DestroyRecords),
        ("/access", "Who looked", Permission.ViewAudit),
    ];
}
