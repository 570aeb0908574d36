using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace TherapyCrm.Web.Http;

/// <summary>A piece of two texts laid over each other.</summary>
public enum DiffKind { Same, Removed, Added }

/// <summary>So many words in a row that stayed, went or came.</summary>
public sealed record DiffPart(DiffKind Kind, string Text);

/// <summary>Compares two texts word by word, so that what was changed can be read in its place.</summary>
public static class WordDiff
{
    private static readonly InlineDiffBuilder Builder = new(new Differ());

    /// <summary>The parts in reading order; the removed and the same make the old text, the added and the same the new one.</summary>
    public static IReadOnlyList<DiffPart> Between(string? before, string? after)
    {
        var parts = new List<DiffPart>();
        foreach (var piece in Builder.BuildDiffModel(before ?? "", after ?? "", ignoreWhitespace: false, ignoreCase: false, new WordChunker()).Lines)
        {
            var kind = piece.Type switch { ChangeType.Inserted => DiffKind.Added, ChangeType.Deleted => DiffKind.Removed, _ => DiffKind.Same };
            if (parts.Count > 0 && parts[^1].Kind == kind) parts[^1] = new(kind, parts[^1].Text + piece.Text);
            else parts.Add(new(kind, piece.Text));
        }
        return parts;
    }
}
