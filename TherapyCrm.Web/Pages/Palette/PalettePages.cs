using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>The pages one can go to from the palette.</summary>
public static class PalettePages
{
    private static readonly (string Href, string Icon, string Label, Permission? Permission, bool InDialog)[] All =
    [
        ("/appointments/new", "calendar-plus", "Book an appointment", Permission.BookAppointments, true),
        ("/find", "zap", "Find the next time that fits", Permission.BookAppointments, false),
        ("/", "layout-dashboard", "Today", null, false),
        ("/board", "calendar-days", "Board", Permission.ViewAppointments, false),
        ("/calendar", "calendar-range", "Calendar of one person", Permission.ViewAppointments, false),
        ("/agenda", "list", "Agenda", Permission.ViewAppointments, false),
        ("/to-place", "hourglass", "Dates to place", Permission.ViewAppointments, false),
        ("/blocks/new", "ban", "Block a room or people", Permission.BookAppointments, true),
        ("/away", "user-x", "A therapist is away", Permission.BookAppointments, false),
        ("/clients", "users", "Clients", Permission.ViewClients, false),
        ("/clients/new", "user-plus", "New client", Permission.EditClients, false),
        ("/documents", "folder", "Documents", Permission.ViewDocuments, false),
        ("/feeds", "rotate-cw", "Calendar feed", null, false),
        ("/settings", "settings", "Settings", Permission.ManagePractice, false),
        ("/settings/people", "user-cog", "People", Permission.ManageUsers, false),
        ("/me", "circle-user", "Me", null, false),
    ];

    /// <summary>Those that open for the actor, in the language of the screen.</summary>
    public static IEnumerable<PaletteEntry> For(Actor actor, Words words) =>
        All.Where(p => p.Permission is not { } needed || actor.May(needed)).Select(p => new PaletteEntry(p.Href, p.Icon, words[p.Label], InDialog: p.InDialog));
}
