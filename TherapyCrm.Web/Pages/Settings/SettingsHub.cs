using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>What can be set up, and the permission each part needs.</summary>
public static class SettingsHub
{
    /// <summary>Address, icon, English name, English description, permission.</summary>
    public static readonly IReadOnlyList<(string Href, string Icon, string Label, string About, Permission Permission)> Parts =
    [
        ("/settings/practice", "house", "Practice", "Name, addresses, languages", Permission.ManagePractice),
        ("/settings/locations", "map-pin", "Locations", "Addresses, time zones, opening hours", Permission.ManagePractice),
        ("/settings/closures", "calendar-x", "Closures", "Holidays and other closed days", Permission.ManagePractice),
        ("/settings/rooms", "door-open", "Rooms", "What can be booked, and in which order the board shows it", Permission.ManagePractice),
        ("/settings/room-kinds", "tag", "Kinds of rooms", "Playroom, office, group room …", Permission.ManagePractice),
        ("/settings/equipment", "package", "Equipment", "Devices, and how many there are", Permission.ManagePractice),
        ("/settings/services", "list-checks", "Services", "Length, turnaround, colour, rate", Permission.ManagePractice),
        ("/settings/reasons", "ban", "Cancellation reasons", "What is offered when somebody cancels", Permission.ManagePractice),
        ("/settings/client-types", "tag", "Client types", "Colours, how long files are kept, usual fee and length", Permission.ManagePractice),
        ("/settings/file-numbers", "id-card", "File numbers", "How new files are numbered", Permission.ManagePractice),
        ("/settings/document-categories", "folder", "Document categories", "What documents are filed under, and which are clinical", Permission.ManagePractice),
        ("/settings/skills", "star", "Skills", "What some of the staff can do", Permission.ManagePractice),
        ("/settings/staff", "calendar-clock", "Working hours", "Where and when people work, time off, skills, languages", Permission.ManagePractice),
        ("/settings/choices", "sliders-horizontal", "Choices", "Notice window, privacy, locking", Permission.ManagePractice),
        ("/settings/lists", "list", "Lists for notes and plans", "Modality, mood, risk, goals, interventions", Permission.ManagePractice),
        ("/settings/note-templates", "notebook-pen", "Note templates", "The practice's own divisions of a note", Permission.ManagePractice),
        ("/settings/snippets", "text-cursor-input", "Snippets", "Texts for notes that are typed often", Permission.ManagePractice),
        ("/settings/assessments", "clipboard-list", "Instruments", "What assessments are answered with", Permission.ManagePractice),
        ("/settings/people", "users", "People", "Users, roles and permissions", Permission.ManageUsers),
        ("/settings/roles", "shield", "What roles may do", "The permissions everybody of a role has", Permission.ManagePermissions),
        ("/settings/backup", "archive", "Backup", "The last ones, and one more at once", Permission.ManagePractice),
        ("/settings/retention", "hourglass", "Retention", "Files whose time is over, holds, certificates", Permission.DestroyRecords),
        ("/audit", "history", "Log", "Who did and saw what", Permission.ViewAudit),
        ("/audit/review", "shield-check", "Review of the log", "A random sample, and what stands out", Permission.ViewAudit),
    ];
}
