using System.Text.RegularExpressions;

namespace TherapyCrm.Domain.Common;

/// <summary>A piece of two texts laid over each other.</summary>
public enum DiffKind { Same, Removed, Added }

/// <summary>So many words in a row that stayed, went or came.</summary>
public sealed record DiffPart(DiffKind Kind, string Text);

/// <summary>Compares two texts word by word, so that what was changed can be read in its place.</summary>
public static partial class WordDiff
{
    // Beyond this many pairs of words, the texts are shown whole, one after the other.
    private const long MostPairs = 4_000_000;

    /// <summary>The parts in reading order; the removed and the same make the old text, the added and the same the new one.</summary>
    public static IReadOnlyList<DiffPart> Between(string? before, string? after)
    {
        var (a, b) = (Split(before), Split(after));
        if ((long)a.Length * b.Length > MostPairs) return Joined([.. a.Select(t => new DiffPart(DiffKind.Removed, t)), .. b.Select(t => new DiffPart(DiffKind.Added, t))]);
        return Joined(Walk(a, b, Lengths(a, b)));
    }

    private static string[] Split(string? text) => [.. Words().Matches(text ?? "").Select(m => m.Value)];

    // The longest common rows of words from each place on.
    private static int[,] Lengths(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    private static List<DiffPart> Walk(string[] a, string[] b, int[,] common)
    {
        var (parts, i, j) = (new List<DiffPart>(), 0, 0);
        while (i < a.Length || j < b.Length)
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                parts.Add(new(DiffKind.Same, a[i++]));
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1])) parts.Add(new(DiffKind.Removed, a[i++]));
            else parts.Add(new(DiffKind.Added, b[j++]));
        return parts;
    }

    private static List<DiffPart> Joined(List<DiffPart> parts)
    {
        var joined = new List<DiffPart>();
        foreach (var part in parts)
            if (joined.Count > 0 && joined[^1].Kind == part.Kind) joined[^1] = new(part.Kind, joined[^1].Text + part.Text);
            else joined.Add(part);
        return joined;
    }

    [GeneratedRegex(@"\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
