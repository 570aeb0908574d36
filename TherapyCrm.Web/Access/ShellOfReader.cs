using System.Globalization;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Access;

/// <summary>Fills the frame around the pages for who reads: name, looks, and the entries that lead somewhere for them.</summary>
public static class ShellOfReader
{
    private static readonly (string Href, string Icon, string Label, Permission? Permission)[] Entries =
    [
        ("/", "layout-dashboard", "Today", null),
        ("/board", "calendar-days", "Calendar", Permission.ViewAppointments),
        ("/clients", "users", "Clients", Permission.ViewClients),
        ("/notes", "notebook-pen", "Notes & plans", Permission.WriteClinical),
        ("/documents", "folder", "Documents", Permission.ViewDocuments),
    ];

    /// <summary>The frame of this request.</summary>
    public static Shell Make(IServiceProvider services)
    {
        var (current, words) = (services.GetRequiredService<CurrentActor>(), services.GetRequiredService<Words>());
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        var shell = new Shell { Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, Notice = Notices.Take(http) };
        if (current is not { Session: { } session, Practice: { } practice }) return shell;
        shell.PracticeName = practice.Name;
        shell.UserName = session.FullName;
        shell.UserLine = session.Title;
        shell.Theme = session.Theme.ToString().ToLowerInvariant();
        shell.Density = session.Density.ToString().ToLowerInvariant();
        shell.Shortcuts = session.ShortcutsOn;
        shell.PrivacyMode = session.PrivacyMode || practice[Setting.BoardShowsInitials] == 1;
        shell.IdleLockSeconds = session.IsSharedDesk ? practice[Setting.DeskLockSeconds] : 0;
        shell.Nav = [.. Entries.Where(e => e.Permission is not { } p || current.Actor.May(p)).Select(e => Entry(e.Href, e.Icon, words[e.Label]))];
        shell.NavFoot = [.. Foot(current.Actor, words)];
        return shell;

        IEnumerable<NavEntry> Foot(Actor actor, Words t)
        {
            if (actor.May(Permission.ManagePractice)) yield return Entry("/settings", "settings", t["Settings"]);
            else if (actor.May(Permission.ManageUsers) || actor.May(Permission.ManagePermissions)) yield return Entry("/settings/people", "settings", t["Settings"]);
            yield return Entry("/me", "circle-user", t["Me"]);
        }

        NavEntry Entry(string href, string icon, string label) => new(href, icon, label,
            href == "/" ? http.Request.Path == "/" : http.Request.Path.StartsWithSegments(href, StringComparison.Ordinal) || (href == "/notes" && http.Request.Path.StartsWithSegments("/plans", StringComparison.Ordinal)));
    }
}
