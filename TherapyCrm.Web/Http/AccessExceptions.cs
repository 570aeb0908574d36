using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Http;

/// <summary>The one place where what the person cannot mend becomes an answer: 403, 404, 409, 412, 503 or 500, as a page or as problem+json.</summary>
public sealed partial class AccessExceptions(RequestDelegate next, ILogger<AccessExceptions> logger)
{
    private static readonly string[] Kept = ["WWW-Authenticate", "Allow", "Retry-After"];

    /// <summary>Runs the request and turns a fault, or a bare status, into its page.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Features.Get<AuditReads>() is { } reads) await reads.DoneAsync(); // answers without a body
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null } && !http.Response.Headers.ContainsKey("HX-Redirect"))
                await AnswerAsync(http, http.Response.StatusCode);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested) { }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var status = StatusOf(e, http);
            if (e is RecordKeyMissingException) KeyMissing(Reference(http));
            else if (status >= StatusCodes.Status500InternalServerError) Failed(Reference(http), e);
            http.Items[typeof(AccessExceptions)] = e;
            if (e is ForbiddenException or NotFoundException) await Denials.WriteAsync(http);
            await AnswerAsync(http, status);
        }
    }

    /// <summary>The number under which the log tells what happened.</summary>
    public static string Reference(HttpContext http) => (Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier)[..12].ToUpperInvariant();

    /// <summary>True when what failed is that the records' keys are not in place.</summary>
    public static bool LacksRecordKey(HttpContext http) => http.Items[typeof(AccessExceptions)] is RecordKeyMissingException;

    private static int StatusOf(Exception e, HttpContext http) => e switch
    {
        ForbiddenException => StatusCodes.Status403Forbidden,
        NotFoundException or RecordEndedException => StatusCodes.Status404NotFound,
        AuditUnavailableException or ConnectionBrokeException or RecordKeyMissingException => StatusCodes.Status503ServiceUnavailable,
        DbUpdateConcurrencyException => AccessAnswers.IsApi(http) ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    private async Task AnswerAsync(HttpContext http, int status)
    {
        var kept = Kept.Select(name => (Name: name, Value: http.Response.Headers[name])).Where(h => h.Value.Count > 0).ToList();
        http.Response.Clear();
        http.Response.StatusCode = status;
        foreach (var (name, value) in kept) http.Response.Headers[name] = value;
        if (AccessAnswers.IsApi(http))
        {
            await Results.Problem(statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), instance: null).ExecuteAsync(http);
            return;
        }
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        http.Request.Method = HttpMethods.Get;
        http.Request.ContentLength = null;
        http.Request.ContentType = null;
        http.Request.QueryString = QueryString.Empty;
        http.Request.Path = $"/status/{status}";
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            Failed(Reference(http), e);
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(ReasonPhrases.GetReasonPhrase(status));
        }
    }

    [LoggerMessage(LogLevel.Error, "Request {Reference}: a key of the records is not in Keys:Path. Nothing was changed; put the right key folder back.")]
    private partial void KeyMissing(string reference);

    [LoggerMessage(LogLevel.Error, "Request {Reference} failed.")]
    private partial void Failed(string reference, Exception e);
}
