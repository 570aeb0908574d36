using TherapyCrm.Web.Pages.Appointments;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>What the frame around every page needs to know of the reader: filled once a request, read by the layouts.</summary>
public sealed class Shell
{
    /// <summary>The practice's name, at the head of the navigation and in every title.</summary>
    public string PracticeName { get; set; } = "Therapy CRM";

    /// <summary>The reader's name; null when nobody is signed in.</summary>
    public string? UserName { get; set; }

    /// <summary>What stands under the name, for instance the role.</summary>
    public string? UserLine { get; set; }

    /// <summary>Language of the texts, as BCP 47 writes it.</summary>
    public string Language { get; set; } = "en";

    /// <summary>True for Arabic and Urdu.</summary>
    public bool RightToLeft { get; set; }

    /// <summary><c>light</c>, <c>dark</c>, or <c>system</c> to follow the device.</summary>
    public string Theme { get; set; } = "system";

    /// <summary><c>compact</c> for the desk, <c>comfortable</c> for larger targets.</summary>
    public string Density { get; set; } = "compact";

    /// <summary>False when the person has turned single-letter keys off (WCAG 2.1.4).</summary>
    public bool Shortcuts { get; set; } = true;

    /// <summary>Seconds without input until the screen hides itself; 0 never.</summary>
    public int IdleLockSeconds { get; set; }

    /// <summary>True while names are shown as initials only.</summary>
    public bool PrivacyMode { get; set; }

    /// <summary>The name of somebody in care as this screen shows it: whole, or as initials in privacy mode (domain.md §6).</summary>
    public string Name(string fullName) => PrivacyMode ? PersonNames.Initials(fullName) : fullName;

    /// <summary>At most nine entries.</summary>
    public IReadOnlyList<NavEntry> Nav { get; set; } = [];

    /// <summary>Settings and Me.</summary>
    public IReadOnlyList<NavEntry> NavFoot { get; set; } = [];

    /// <summary>What was just done and may still be taken back; null when there is nothing.</summary>
    public UndoOffer? Undo { get; set; }

    /// <summary>A sentence about what was just done, shown and announced once.</summary>
    public string? Notice { get; set; }
}

/// <summary>One line of the navigation.</summary>
/// <param name="Icon">A name from <c>wwwroot-assets/icons/names.txt</c>.</param>
/// <param name="Count">A number worth seeing from everywhere, such as unread messages.</param>
public sealed record NavEntry(string Href, string Icon, string Label, bool Current = false, int Count = 0);

/// <summary>A finished act with the form that takes it back.</summary>
/// <param name="Text">What was done: "Appointment cancelled."</param>
/// <param name="Action">Address that the Undo button posts to.</param>
/// <param name="Seconds">How long it is offered.</param>
public sealed record UndoOffer(string Text, string Action, int Seconds = 60);
