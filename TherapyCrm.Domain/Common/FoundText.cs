using System.Globalization;
using System.Text;

namespace TherapyCrm.Domain.Common;

/// <summary>A piece of a text, and whether it is what was looked for.</summary>
public sealed record FoundPart(string Text, bool IsHit);

/// <summary>Looks for the beginnings of words in a text, whatever their case and accents, and says where they stand.</summary>
public static class FoundText
{
    /// <summary>The words to look for, folded; at most eight.</summary>
    public static IReadOnlyList<string> Words(string? query) =>
        [.. Spans(query ?? "").Select(s => Fold(query.AsSpan(s.Start, s.Length))).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).Take(8)];

    /// <summary>True when each word begins a word in one of the texts.</summary>
    public static bool IsIn(IReadOnlyList<string> words, IEnumerable<string?> texts)
    {
        var missing = new List<string>(words);
        foreach (var text in texts)
        {
            if (missing.Count == 0) return true;
            if (text is null) continue;
            foreach (var (start, length) in Spans(text))
                for (var i = missing.Count - 1; i >= 0; i--)
                    if (Begins(text.AsSpan(start, length), missing[i])) missing.RemoveAt(i);
        }
        return missing.Count == 0;
    }

    /// <summary>The text around the first hit, at most so many characters, in parts; its beginning when there is no hit.</summary>
    public static IReadOnlyList<FoundPart> Excerpt(string text, IReadOnlyList<string> words, int most)
    {
        var hits = words.Count == 0 ? [] : Spans(text).Where(s => words.Any(w => Begins(text.AsSpan(s.Start, s.Length), w))).ToList();
        var from = hits.Count > 0 && hits[0].Start > most * 2 / 3 ? Boundary(text, hits[0].Start - (most / 3)) : 0;
        var to = Math.Min(text.Length, from + most);
        if (to < text.Length) to = Boundary(text, to) is var b && b > from ? b : to;
        var (parts, at) = (new List<FoundPart>(), from);
        if (from > 0) parts.Add(new("… ", false));
        foreach (var (start, length) in hits.Where(h => h.Start >= from && h.Start + h.Length <= to))
        {
            if (start > at) parts.Add(new(text[at..start], false));
            parts.Add(new(text.Substring(start, length), true));
            at = start + length;
        }
        if (to > at) parts.Add(new(text[at..to], false));
        if (to < text.Length) parts.Add(new(" …", false));
        return parts;
    }

    /// <summary>True when some word begins so.</summary>
    public static bool HasHit(string text, IReadOnlyList<string> words) => Spans(text).Any(s => words.Any(w => Begins(text.AsSpan(s.Start, s.Length), w)));

    // Never inside a pair of surrogates, and at the end of a word where one is near.
    private static int Boundary(string text, int at)
    {
        for (var i = at; i > Math.Max(0, at - 30); i--)
            if (char.IsWhiteSpace(text[i - 1])) return i;
        return at > 0 && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static bool Begins(ReadOnlySpan<char> word, string wanted)
    {
        if (!Ascii.IsValid(word)) return Fold(word).StartsWith(wanted, StringComparison.Ordinal);
        return word.Contains('\'') ? Fold(word).StartsWith(wanted, StringComparison.Ordinal) : word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
    }

    private static string Fold(ReadOnlySpan<char> word) => Folded.Text(word.ToString()).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Runs of letters, digits and what belongs to them.</summary>
    private static IEnumerable<(int Start, int Length)> Spans(string text)
    {
        var start = -1;
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            var inside = IsPart(text, i);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            yield return (start, i - start);
            start = -1;
        }
        if (start >= 0) yield return (start, text.Length - start);
    }

    private static bool IsPart(string text, int i) => text[i] is '\'' or '’'
        || (char.IsAscii(text[i]) ? char.IsAsciiLetterOrDigit(text[i])
            : CharUnicodeInfo.GetUnicodeCategory(text, i) is var c && (c <= UnicodeCategory.OtherLetter || c is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber));
}
