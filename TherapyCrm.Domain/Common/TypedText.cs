using System.Text;

namespace TherapyCrm.Domain.Common;

/// <summary>What typed text must be before it is kept: NFC, without control characters or half characters (access.md §4).</summary>
public static class TypedText
{
    /// <summary>The text as it is kept: trimmed, NFC, null when nothing is left.</summary>
    public static string? Kept(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || !IsClean(text)) return string.IsNullOrWhiteSpace(text) ? null : text;
        return text.Trim().Normalize(NormalizationForm.FormC);
    }

    /// <summary>False for NUL, control characters other than line breaks and tabs, what is no character (U+FFFE, U+FFFF), and lone surrogates.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\r' or '\n' or '\t')) return false;
            if (text[i] is '\uFFFE' or '\uFFFF') return false;
            if (char.IsHighSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
                i++;
            }
            else if (char.IsLowSurrogate(text[i])) return false;
        }
        return true;
    }

    /// <summary>The text without what cannot be compared: half characters and what is no character.</summary>
    public static string Comparable(string text) =>
        IsClean(text) ? text : string.Concat(text.EnumerateRunes().Where(r => r.Value is not (0xFFFE or 0xFFFF)));

    /// <summary>What is wrong with a text at a field: missing, too long, or unclean.</summary>
    public static IEnumerable<Problem> Check(string field, string? text, int longest, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required) yield return Problem.Invalid(field, "Please fill this in.");
            yield break;
        }
        if (!IsClean(text)) yield return Problem.Invalid(field, "This contains characters that cannot be kept.");
        else if (text.Trim().Length > longest) yield return Problem.Invalid(field, "Please use at most {0} characters.", longest);
    }
}
