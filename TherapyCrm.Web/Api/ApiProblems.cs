using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Api;

/// <summary>Turns what an operation refused into problem+json: 422 with <c>errors</c>, 409 with <c>conflicts</c> or <c>warnings</c>, 412.</summary>
public static class ApiProblems
{
    /// <summary>The answer to a request that cannot be carried out as it is.</summary>
    /// <param name="rename">What the API calls a field that the operation calls otherwise.</param>
    public static IResult Refuse(this HttpContext http, IReadOnlyList<Problem> problems, Func<string, string>? rename = null)
    {
        var words = http.RequestServices.GetRequiredService<Words>();
        var said = problems.Select(p => (Field: rename?.Invoke(p.Field) ?? p.Field, Text: words[p.Message, p.Args], p.Kind, p.Detail)).ToList();
        var errors = said.GroupBy(s => s.Field).ToDictionary(g => g.Key, g => g.Select(s => s.Text).Distinct().ToArray());
        if (said.Exists(s => s.Kind == ProblemKind.Stale)) return Problem(412, "The version is not the current one.", said[0].Text);
        if (said.Exists(s => s.Kind == ProblemKind.Invalid)) return Problem(422, "Some values cannot be accepted.", null, ("errors", errors));
        if (said.Exists(s => s.Kind == ProblemKind.Warning))
            return Problem(409, "This must be confirmed.", null, ("warnings", said.Select(s => new WarningJson(s.Field, s.Text)).ToArray()));
        var detail = string.Join(' ', said.Select(s => s.Text).Distinct());
        return said.Select(s => s.Detail).OfType<ConflictDetail>().FirstOrDefault() is { } clash
            ? Problem(409, "Something it needs is taken.", detail,
                ("conflicts", clash.Conflicts.Select(c => ConflictJson.Of(c, clash.TimeZone)).ToArray()))
            : Problem(409, "This stands in the way.", detail, ("errors", errors), ("conflicts", Array.Empty<ConflictJson>()));
    }

    /// <summary>One status with members of its own.</summary>
    public static IResult Problem(int status, string title, string? detail = null, params (string Name, object? Value)[] members) =>
        Results.Problem(statusCode: status, title: title, detail: detail, extensions: members.ToDictionary(m => m.Name, m => m.Value));

    /// <summary>The value as the API shows it, or the refusal.</summary>
    public static IResult Answer<T>(this HttpContext http, Outcome<T> outcome, Func<T, IResult> show, Func<string, string>? rename = null) =>
        outcome.Succeeded ? show(outcome.Value) : http.Refuse(outcome.Problems, rename);
}
