using System.Globalization;
using System.Text;

namespace TherapyCrm.Domain.Common;

/// <summary>Text made comparable: case, accents and punctuation folded away, so that both databases find the same rows.</summary>
public static class Folded
{
    /// <summary>Lower-case letters and digits, words parted by one blank.</summary>
    public static string Text(string? text)
    {
        var folded = new StringBuilder();
        foreach (var rune in TypedText.Comparable(text ?? "").Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) folded.Append(Plain(rune));
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherPunctuation or UnicodeCategory.FinalQuotePunctuation && !Rune.IsWhiteSpace(rune)) continue;
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>As much of a text as its column takes.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    /// <summary>The words of a search, folded.</summary>
    public static string[] Words(string? text) => Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Only the digits, as phone numbers are compared.</summary>
    public static string Digits(string? text) => new((text ?? "").Where(char.IsAsciiDigit).ToArray());

    private static string Plain(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ø' or 'Ø' => "o",
        'đ' or 'Đ' => "d",
        'ł' or 'Ł' => "l",
        _ => Rune.ToLowerInvariant(rune).ToString(),
    };
}
