using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>The list of what must be corrected, at the top of a form, each line a link to its field.</summary>
public sealed record ErrorSummary(IReadOnlyList<ErrorSummary.Line> Lines)
{
    /// <summary>One sentence; <paramref name="FieldId"/> is empty when it is about the whole.</summary>
    public sealed record Line(string FieldId, string Text);

    /// <summary>The problems in the order in which the form shows its fields; the rest follow.</summary>
    /// <param name="fields">Model-state keys in the order of the form.</param>
    public static ErrorSummary Of(ModelStateDictionary state, params string[] fields) => new([.. state
        .Where(entry => entry.Value is { Errors.Count: > 0 })
        .OrderBy(entry => Place(entry.Key, fields))
        .SelectMany(entry => entry.Value!.Errors.Select(error => new Line(TagBuilder.CreateSanitizedId(entry.Key, "_"), error.ErrorMessage)))]);

    private static int Place(string key, string[] fields)
    {
        var place = Array.FindIndex(fields, field => string.Equals(field, key, StringComparison.OrdinalIgnoreCase));
        return key.Length == 0 ? -1 : place < 0 ? fields.Length : place;
    }
}
