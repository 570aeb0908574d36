using System.Text;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>Names of uploaded files, as they are kept and offered again.</summary>
internal static class FileNames
{
    private const string Forbidden = "\\/:*?\"<>|;%";
    private const int Longest = 200;

    /// <summary>The name without folders and signs that no system likes, with the extension of what the file is.</summary>
    public static string Kept(string? name, FileKind kind)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var rune in TypedText.Comparable(last).Normalize(NormalizationForm.FormC).EnumerateRunes())
            if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format && !Forbidden.Contains((char)Math.Min(rune.Value, char.MaxValue))) kept.Append(rune);
        var text = kept.ToString().Trim().Trim('.');
        var extension = Path.GetExtension(text);
        var stem = Matches(extension, kind) ? text[..^extension.Length] : text;
        if (stem.Length == 0) stem = "document";
        if (stem.Length > Longest) stem = stem[..(char.IsHighSurrogate(stem[Longest - 1]) ? Longest - 1 : Longest)];
        return stem + (Matches(extension, kind) ? extension : kind.Extension);
    }

    private static bool Matches(string extension, FileKind kind) =>
        extension.Equals(kind.Extension, StringComparison.OrdinalIgnoreCase) || (kind == FileKinds.Jpeg && extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase));
}
