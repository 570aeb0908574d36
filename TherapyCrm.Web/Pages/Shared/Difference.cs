using System.Collections;
using System.ComponentModel;
using System.Reflection;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>One field of a stale edit: what somebody else saved, and what was typed here.</summary>
public sealed record Difference(string Label, string Theirs, string Mine)
{
    /// <summary>The fields in which two states of a form differ; they are called by their <see cref="DisplayNameAttribute"/>.</summary>
    public static IReadOnlyList<Difference> Between(object theirs, object mine, Words words) => [.. mine.GetType().GetProperties()
        .Select(p => (Label: p.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName, Theirs: Said(p.GetValue(theirs), words), Mine: Said(p.GetValue(mine), words)))
        .Where(d => d.Label is not null && d.Theirs != d.Mine)
        .Select(d => new Difference(words[d.Label!], d.Theirs, d.Mine))];

    private static string Said(object? value, Words words) => value switch
    {
        null or "" => "–",
        true => words["Yes"],
        false => words["No"],
        Enum member => words.Of(member),
        string text => text.Trim().ReplaceLineEndings("\n"),
        IEnumerable many => string.Join(", ", many.Cast<object>().Select(v => Said(v, words))),
        _ => string.Format(System.Globalization.CultureInfo.CurrentCulture, "{0}", value),
    };
}
