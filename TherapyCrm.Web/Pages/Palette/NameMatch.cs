using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>Finds what the words of a typed line could name.</summary>
public static class NameMatch
{
    /// <summary>Those of whose name every typed word begins a word; an exact name wins alone.</summary>
    public static IReadOnlyList<T> In<T>(IEnumerable<T> all, string typed, Func<T, string> name)
    {
        var words = Folded.Words(typed);
        if (words.Length == 0) return [];
        var found = all.Where(one => Fits(Folded.Words(name(one)), words)).ToList();
        var exact = found.Where(one => Folded.Text(name(one)) == Folded.Text(typed)).ToList();
        return exact.Count == 1 ? exact : found;
    }

    private static bool Fits(string[] name, string[] typed) => typed.All(word => name.Any(part => part.StartsWith(word, StringComparison.Ordinal)));
}
