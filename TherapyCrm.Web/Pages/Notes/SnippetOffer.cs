using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Snippets beside the note of one client, or of a group.</summary>
/// <param name="Client">First name; null for a group, whose text names nobody.</param>
/// <param name="Day">Of the session, as the reader reads days.</param>
public sealed record SnippetOffer(IReadOnlyList<SnippetRow> Rows, string? Client, string Day)
{
    /// <summary>The text with what it stands for.</summary>
    public string Filled(SnippetRow row) => row.Text.Replace("{client}", Client ?? "…", StringComparison.Ordinal).Replace("{date}", Day, StringComparison.Ordinal);
}
