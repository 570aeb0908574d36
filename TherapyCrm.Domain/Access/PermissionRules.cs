namespace TherapyCrm.Domain.Access;

/// <summary>What follows from a capability's nature.</summary>
public static class PermissionRules
{
    /// <summary>True for reading; an emergency view opens only these.</summary>
    public static bool IsView(this Permission permission) => permission is Permission.ViewClients or Permission.ViewAppointments
        or Permission.ViewClinical or Permission.ViewDocuments or Permission.ViewCommunications or Permission.ViewBilling;

    /// <summary>What must be in sight before this may be done: edit, delete and export also need view.</summary>
    public static Permission? Needs(this Permission permission) => permission switch
    {
        Permission.EditClients or Permission.ArchiveClients => Permission.ViewClients,
        Permission.BookAppointments or Permission.Overbook => Permission.ViewAppointments,
        Permission.WriteClinical or Permission.CosignClinical or Permission.RedactClinical => Permission.ViewClinical,
        Permission.EditDocuments => Permission.ViewDocuments,
        Permission.EditCommunications => Permission.ViewCommunications,
        Permission.EditBilling => Permission.ViewBilling,
        Permission.ExportRecords or Permission.DestroyRecords => Permission.ViewClients,
        _ => null,
    };

    /// <summary>True for what is done with single clients and learners, so that it can be granted or denied on one of them.</summary>
    public static bool IsOnRecords(this Permission permission) => permission is not (Permission.ViewReports or Permission.ManagePractice or Permission.ManageUsers
        or Permission.ManagePermissions or Permission.ViewAudit or Permission.BreakGlass or Permission.DestroyRecords);
}
