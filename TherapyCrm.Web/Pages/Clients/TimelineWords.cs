using TherapyCrm.Domain.Clients;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>How the entries of a timeline look and read.</summary>
public static class TimelineWords
{
    /// <summary>The badge of each state that an entry may have.</summary>
    public static readonly IReadOnlyDictionary<string, (string Icon, string Class)> Marks = new Dictionary<string, (string, string)>
    {
        ["Draft"] = ("pencil", "badge-warn"), ["Redacted"] = ("eraser", "badge-bad"), ["Signed"] = ("lock", "badge-ok"), ["Signed, amended"] = ("lock", "badge-ok"),
        ["Late entry"] = ("clock-alert", "badge-warn"), ["Pro bono"] = ("circle", ""), ["Group"] = ("users", ""), ["Restricted"] = ("file-lock", "badge-warn"),
        ["Active"] = ("circle-check", "badge-ok"), ["In review"] = ("eye", "badge-info"), ["Completed"] = ("check-check", "badge-accent"), ["Archived"] = ("archive", ""),
        ["Finished"] = ("lock", "badge-ok"), ["Finished, corrected"] = ("lock", "badge-ok"), ["Risk flag"] = ("shield-alert", "badge-bad"),
    };

    /// <summary>The icon of a class.</summary>
    public static string Icon(TimelineClass kind) => kind switch
    {
        TimelineClass.Profile => "pencil",
        TimelineClass.Visit => "calendar-check",
        TimelineClass.Absence => "calendar-x",
        TimelineClass.Note => "notebook-pen",
        TimelineClass.Upload => "file-text",
        TimelineClass.Plan => "list-checks",
        TimelineClass.Assessment => "clipboard-list",
        _ => "circle",
    };

    /// <summary>The heading of a piece of text; empty when it has none.</summary>
    public static string Label(Words words, TimelineEntry entry, TimelineLine line) =>
        line.Label is not { } label ? "" : entry.Class == TimelineClass.Profile ? ProfileWords.Label(words, label) : words[label];

    /// <summary>The piece of text as it is read; of a change what was and what is.</summary>
    public static string Text(Words words, TimelineEntry entry, TimelineLine line)
    {
        if (line.Word is { } word) return string.Join(" · ", new[] { line.Text, words[word] }.Where(t => t.Length > 0));
        if (entry.Part is not { } part || line.Label is null) return Plain(line.Text);
        var (before, after) = (ProfileWords.Value(words, part, line.Label, line.Before), ProfileWords.Value(words, part, line.Label, line.Text));
        return before.Length == 0 ? after : $"{before} → {(after.Length == 0 ? words["none"] : after)}";
    }

    // Marks of Markdown say nothing in one line of text.
    private static string Plain(string text) => string.Join(' ', text.Replace("**", "", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
