using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Web.Http;

/// <summary>Serves kept files so that nothing in them can act: named, typed by us, never sniffed, and sandboxed (access.md §4).</summary>
public static class FileHeaders
{
    private const string Nothing = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
    private const string Sandbox = "sandbox; " + Nothing;

    // Browsers' own viewers of PDF do not start in a sandbox; never sniffed, such a file cannot become a page.
    private const string Viewer = "object-src 'self'; " + Nothing;

    /// <summary>Stands before the other headers, so that it has the last word when a file is served.</summary>
    public static IApplicationBuilder UseFileHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(Set, http);
        return next(http);
    });

    /// <summary>The file as an answer, whole or the part that was asked for.</summary>
    /// <param name="shown">True to look at it in the browser, where its kind allows; false to take it along.</param>
    public static FileStreamResult Serve(this HttpContext http, OpenFile file, bool shown)
    {
        http.Items[typeof(FileHeaders)] = shown && file.MimeType == FileKinds.Pdf.MimeType ? Viewer : Sandbox;
        var disposition = new ContentDispositionHeaderValue(shown && file.IsShown ? "inline" : "attachment");
        disposition.SetHttpFileName(file.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return new(file.Content, file.MimeType) { EnableRangeProcessing = true, EntityTag = new($"\"{file.Checksum}\"") };
    }

    /// <summary>The file as an answer of the API: always to be taken along.</summary>
    public static IResult Download(this HttpContext http, OpenFile file)
    {
        http.Items[typeof(FileHeaders)] = Sandbox;
        return Results.Stream(file.Content, file.MimeType, file.FileName, entityTag: new($"\"{file.Checksum}\""), enableRangeProcessing: true);
    }

    private static Task Set(object state)
    {
        var http = (HttpContext)state;
        if (http.Items[typeof(FileHeaders)] is not string policy || http.Response.StatusCode >= 400) return Task.CompletedTask;
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return Task.CompletedTask;
    }
}
