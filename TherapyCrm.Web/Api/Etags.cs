using System.Globalization;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>Versions of single records over HTTP: sent as <c>ETag</c>, asked back by <c>If-Match</c> or in the body (access.md §4).</summary>
public static class Etags
{
    /// <summary>A version that no row has: asking with it finds out who may not, and what is missing, before it is refused.</summary>
    private const int Unsaid = 0;

    /// <summary>Sends the record's version.</summary>
    public static void Versioned(this HttpContext http, int version) => http.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The record with its ETag.</summary>
    public static IResult Versioned<T>(this HttpContext http, T record, int version)
    {
        http.Versioned(version);
        return Results.Json(record);
    }

    /// <summary>The version the editor had seen, from <c>If-Match</c> or else from the body; a version that no row has when neither says.</summary>
    public static int SeenVersion(this HttpContext http, int? inBody) => http.SeenVersionIfSaid() ?? inBody ?? Unsaid;

    /// <summary>The version of <c>If-Match</c>, where it is sent; one that no row has when it is not ours.</summary>
    public static int? SeenVersionIfSaid(this HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header.Length == 0) return null;
        return int.TryParse(header.AsSpan().Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>The answer to an edit: 428 when it was stale because it named no version at all.</summary>
    public static IResult AnswerEdit<T>(this HttpContext http, int seen, Outcome<T> outcome, Func<T, IResult> show, Func<string, string>? rename = null) =>
        seen == Unsaid && outcome.Problems.Any(p => p.Kind == ProblemKind.Stale)
            ? ApiProblems.Problem(428, "Say which version you have seen.", "Send If-Match with the ETag, or version in the body.")
            : http.Answer(outcome, show, rename);
}
