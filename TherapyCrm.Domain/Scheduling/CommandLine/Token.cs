using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>A word of the line: as typed, and without case and accents to compare it. Quoted words are names and nothing else.</summary>
internal readonly partial record struct Token(string Text, string Folded, bool IsQuoted)
{
    /// <summary>The line's parts between commas, each cut into words; the first part may be empty.</summary>
    public static List<List<Token>> Split(string line)
    {
        var parts = new List<List<Token>> { new() };
        foreach (Match match in Pieces().Matches(line))
        {
            if (match.Value is "," or ";")
                parts.Add([]);
            else if (match.Groups["quoted"] is { Success: true } quoted)
                parts[^1].AddRange(Words(quoted.Value).Select(word => new Token(word, Fold(word), true)));
            else
                parts[^1].Add(new Token(match.Value, Fold(match.Value), false));
        }

        return parts;
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in TypedText.Comparable(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(letter is '’' ? '\'' : char.ToLowerInvariant(letter));
        }

        return folded.ToString().TrimEnd('.');
    }

    [GeneratedRegex("[\"“”«»](?<quoted>[^\"“”«»]*)[\"“”«»]?|[,;]|[^\\s,;\"“”«»]+")]
    private static partial Regex Pieces();
}
