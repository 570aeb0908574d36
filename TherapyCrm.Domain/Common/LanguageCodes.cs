namespace TherapyCrm.Domain.Common;

/// <summary>Several languages in one column: stored codes parted by commas.</summary>
public static class LanguageCodes
{
    /// <summary>The column's text; null for none.</summary>
    public static string? Join(IEnumerable<LanguageCode> languages)
    {
        var text = string.Join(',', languages.Distinct().Order().Select(StoredText.Of));
        return text.Length == 0 ? null : text;
    }

    /// <summary>The languages of a column's text; what is unknown is left out.</summary>
    public static IReadOnlyList<LanguageCode> Split(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(code => StoredText.TryParse<LanguageCode>(code, out var language) ? language : (LanguageCode?)null).OfType<LanguageCode>()];
}
