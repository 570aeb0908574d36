using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>A run of words that stayed, went or came.</summary>
public sealed record WordChange(string Text, bool IsNew, bool IsGone);

/// <summary>What changed between two texts, word by word.</summary>
public static class WordChanges
{
    /// <summary>The runs in reading order.</summary>
    public static IReadOnlyList<WordChange> Between(string before, string after)
    {
        var runs = new List<WordChange>();
        foreach (var piece in new InlineDiffBuilder(new Differ()).BuildDiffModel(before, after, ignoreWhitespace: false, ignoreCase: false, new WordChunker()).Lines)
        {
            var change = new WordChange(piece.Text, piece.Type == ChangeType.Inserted, piece.Type == ChangeType.Deleted);
            if (runs.Count > 0 && runs[^1] is var last && (last.IsNew, last.IsGone) == (change.IsNew, change.IsGone)) runs[^1] = last with { Text = last.Text + change.Text };
            else runs.Add(change);
        }
        return runs;
    }
}
