using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Api;

/// <summary>Turns what an operation refused into problem+json: 422 with <c>errors</c>, 409 with <c>conflicts</c>, <c>warnings</c> or <c>bookings</c> in the way, 412.</summary>
public static class ApiProblems
{
    private sealed record BookingJson(long? AppointmentId, OffsetDateTime StartTime, int DurationMinutes, string? Name, string? With)
    {
        public static BookingJson Of(BookingInTheWay b) => new(b.AppointmentId, b.StartUtc.At(b.TimeZone), b.Minutes, b.What, b.With);
    }

    private sealed record Said(string Field, string Text, ProblemKind Kind, object? Detail);

    /// <summary>The answer to a request that cannot be carried out as it is.</summary>
    /// <param name="rename">What the API calls a field that the operation calls otherwise.</param>
    public static IResult Refuse(this HttpContext http, IReadOnlyList<Problem> problems, Func<string, string>? rename = null)
    {
        var words = http.RequestServices.GetRequiredService<Words>();
        var said = problems.Select(p => new Said(rename?.Invoke(p.Field) ?? p.Field, words[p.Message, p.Args], p.Kind, p.Detail)).ToList();
        if (said.Exists(s => s.Kind == ProblemKind.Stale)) return Problem(412, "The version is not the current one.", said[0].Text);
        return said.Exists(s => s.Kind == ProblemKind.Invalid)
            ? Problem(422, "Some values cannot be accepted.", null, ("errors", Errors(said)))
            : InTheWay([.. said.Where(s => s.Kind == ProblemKind.Conflict)], [.. said.Where(s => s.Kind == ProblemKind.Warning)]);
    }

    /// <summary>The value as the API shows it, or the refusal.</summary>
    public static IResult Answer<T>(this HttpContext http, Outcome<T> outcome, Func<T, IResult> show, Func<string, string>? rename = null) =>
        outcome.Succeeded ? show(outcome.Value) : http.Refuse(outcome.Problems, rename);

    /// <summary>One status with members of its own.</summary>
    public static IResult Problem(int status, string title, string? detail = null, params (string Name, object? Value)[] members) =>
        Results.Problem(statusCode: status, title: title, detail: detail, extensions: members.ToDictionary(m => m.Name, m => m.Value));

    /// <summary>What stands in the way of a booking, as lists of the API.</summary>
    public static ConflictsJson Lists(this HttpContext http, IReadOnlyList<Problem> problems, Func<string, string>? rename = null)
    {
        var words = http.RequestServices.GetRequiredService<Words>();
        var clash = problems.Select(p => p.Detail).OfType<ConflictDetail>().FirstOrDefault();
        return new(
            [.. clash?.Conflicts.Select(c => ConflictJson.Of(c, clash.TimeZone)) ?? []],
            [.. problems.Where(p => p.Kind == ProblemKind.Warning).Select(p => new WarningJson(rename?.Invoke(p.Field) ?? p.Field, words[p.Message, p.Args]))],
            [.. clash?.Alternatives.Select(a => AlternativeJson.Of(a, clash.TimeZone)) ?? []]);
    }

    private static IResult InTheWay(Said[] conflicts, Said[] warnings)
    {
        var clash = conflicts.Select(s => s.Detail).OfType<ConflictDetail>().FirstOrDefault();
        var title = conflicts.Length == 0 ? "This must be confirmed." : clash is null ? "This stands in the way." : "Something it needs is taken.";
        var detail = string.Join(' ', conflicts.Concat(warnings).Select(s => s.Text).Distinct());
        var ahead = conflicts.Concat(warnings).Select(s => s.Detail).OfType<BookingsInTheWay>().FirstOrDefault();
        return Problem(409, title, detail,
            ("bookings", ahead?.Rows.Select(BookingJson.Of).ToArray() ?? []),
            ("conflicts", clash?.Conflicts.Select(c => ConflictJson.Of(c, clash.TimeZone)).ToArray() ?? []),
            ("alternatives", clash?.Alternatives.Select(a => AlternativeJson.Of(a, clash.TimeZone)).ToArray() ?? []),
            ("warnings", warnings.Select(s => new WarningJson(s.Field, s.Text)).ToArray()),
            ("errors", clash is null && conflicts.Length > 0 ? Errors(conflicts) : []));
    }

    private static Dictionary<string, string[]> Errors(IEnumerable<Said> said) =>
        said.GroupBy(s => s.Field).ToDictionary(g => g.Key, g => g.Select(s => s.Text).Distinct().ToArray());
}
