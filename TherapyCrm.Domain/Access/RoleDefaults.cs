namespace TherapyCrm.Domain.Access;

/// <summary>The permissions a new practice starts with (contract/permissions.tsv); afterwards <c>role_permissions</c> is the truth.</summary>
public static class RoleDefaults
{
    /// <summary>Every capability: what it allows, its group, and the reach for Admin, Therapist, Staff, Receptionist.</summary>
    public static readonly IReadOnlyList<(Permission Permission, string Category, string Description, Reach Admin, Reach Therapist, Reach Staff, Reach Receptionist)> All =
    [
        (Permission.ViewClients, "Clients", "names, contacts, status, language, alerts, desk notes", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.EditClients, "Clients", "create and change those", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.ArchiveClients, "Clients", "archive, merge, reopen", Reach.Any, Reach.None, Reach.Any, Reach.None),
        (Permission.ViewAppointments, "Scheduling", "whose appointment it is, with what", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.BookAppointments, "Scheduling", "book, move, cancel, arrive, complete", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.Overbook, "Scheduling", "claim what is taken, with a reason", Reach.Any, Reach.None, Reach.None, Reach.None),
        (Permission.ViewClinical, "Clinical", "notes, plans, assessments, clinical documents", Reach.None, Reach.Assigned, Reach.None, Reach.None),
        (Permission.WriteClinical, "Clinical", "write, sign, amend them", Reach.None, Reach.Assigned, Reach.None, Reach.None),
        (Permission.CosignClinical, "Clinical", "co-sign what others wrote", Reach.None, Reach.Assigned, Reach.None, Reach.None),
        (Permission.RedactClinical, "Clinical", "redact", Reach.None, Reach.Assigned, Reach.None, Reach.None),
        (Permission.ViewProcessNotes, "Clinical", "own private process notes", Reach.None, Reach.Assigned, Reach.None, Reach.None),
        (Permission.ViewDocuments, "Documents", "documents that are not clinical", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.EditDocuments, "Documents", "upload, version, classify those", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.ExportRecords, "Documents", "whole files, lists with names", Reach.Any, Reach.Assigned, Reach.None, Reach.None),
        (Permission.ViewCommunications, "Communications", "messages and calls", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.EditCommunications, "Communications", "write and file them", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.ViewBilling, "Billing", "invoices, payments, claims, funding", Reach.Any, Reach.Assigned, Reach.Any, Reach.None),
        (Permission.EditBilling, "Billing", "make and change them", Reach.Any, Reach.None, Reach.Any, Reach.None),
        (Permission.TakePayments, "Billing", "record a payment, print a receipt", Reach.Any, Reach.None, Reach.Any, Reach.Any),
        (Permission.ViewReports, "Practice", "figures of the practice", Reach.Any, Reach.None, Reach.Any, Reach.None),
        (Permission.ManageWaitlist, "Scheduling", "keep the waitlist, make offers", Reach.Any, Reach.Assigned, Reach.Any, Reach.Any),
        (Permission.ManagePractice, "Practice", "locations, rooms, equipment, services, settings", Reach.Any, Reach.None, Reach.None, Reach.None),
        (Permission.ManageUsers, "Practice", "users, invitations, sessions", Reach.Any, Reach.None, Reach.None, Reach.None),
        (Permission.ManagePermissions, "Practice", "grants and denies", Reach.Any, Reach.None, Reach.None, Reach.None),
        (Permission.ViewAudit, "Practice", "logs, who looked, reviews", Reach.Any, Reach.None, Reach.None, Reach.None),
        (Permission.BreakGlass, "Clinical", "emergency view of one client, with a reason", Reach.Any, Reach.Any, Reach.None, Reach.None),
        (Permission.DestroyRecords, "Clinical", "end a file whose time is over (two people)", Reach.Any, Reach.None, Reach.None, Reach.None),
    ];

    /// <summary>The reach a role starts with.</summary>
    public static Reach For(UserRole role, Permission permission)
    {
        var row = All.Single(r => r.Permission == permission);
        return role switch
        {
            UserRole.Admin => row.Admin,
            UserRole.Therapist => row.Therapist,
            UserRole.Staff => row.Staff,
            _ => row.Receptionist,
        };
    }
}
