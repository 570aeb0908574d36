namespace TherapyCrm.Web.Hosting;

/// <summary>What every answer tells the browser: own files only, nothing inline, no framing, no referrer, nothing kept (access.md §4).</summary>
public static class Headers
{
    private static readonly HeaderPolicyCollection Policy = new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 60 * 60 * 24 * 365)
        .RemoveServerHeader()
        .AddCrossOriginOpenerPolicy(o => o.SameOrigin())
        .AddCrossOriginResourcePolicy(o => o.SameOrigin())
        .AddPermissionsPolicy(p =>
        {
            // Only names that every browser knows: an unknown one is a message in the console of every page.
            p.AddAccelerometer().None();
            p.AddCamera().None();
            p.AddDisplayCapture().None();
            p.AddGeolocation().None();
            p.AddGyroscope().None();
            p.AddMagnetometer().None();
            p.AddMicrophone().None();
            p.AddMidi().None();
            p.AddPayment().None();
            p.AddUsb().None();
            p.AddPublickeyCredentialsGet().Self(); // passkeys
        })
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().Self();
            csp.AddObjectSrc().None();
            csp.AddBaseUri().Self();
            csp.AddFormAction().Self();
            csp.AddFrameAncestors().None();
        });

    /// <summary>Adds the headers, and keeps whatever is not a static file out of every cache.</summary>
    public static WebApplication UseHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders(Policy);
        app.Use((http, next) =>
        {
            http.Response.OnStarting(static state =>
            {
                var response = ((HttpContext)state).Response;
                if (response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
                else if (response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal)) response.Headers.CacheControl = "no-store";
                response.Headers.Append("Vary", "HX-Request");
                return Task.CompletedTask;
            }, http);
            return next(http);
        });
        return app;
    }
}
