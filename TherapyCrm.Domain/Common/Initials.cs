using System.Globalization;

namespace TherapyCrm.Domain.Common;

/// <summary>Names cut down to initials, for shared screens, calendar feeds and paper (domain.md §6).</summary>
public static class Initials
{
    /// <summary>"S. C." of Sarah Chow; whole letters, whatever the script.</summary>
    public static string Of(string? first, string? last) => string.Join(' ', new[] { first, last }.Where(n => !string.IsNullOrWhiteSpace(n)).Select(Letter));

    private static string Letter(string? name) => $"{StringInfo.GetNextTextElement(name!.TrimStart()).ToUpperInvariant()}.";
}
