using Scalar.AspNetCore;

namespace TherapyCrm.Web.Api;

/// <summary>Lets the reference page, and no other, run its own inline script and style; everything still comes from this server.</summary>
public static class ReferenceHeaders
{
    /// <summary>Stands before the other headers, so that it has the last word when the answer starts.</summary>
    public static IApplicationBuilder UseReferenceHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/api/docs")) http.Response.OnStarting(Set, http);
        return next(http);
    });

    private static Task Set(object state)
    {
        var http = (HttpContext)state;
        if (http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce)
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        return Task.CompletedTask;
    }
}
