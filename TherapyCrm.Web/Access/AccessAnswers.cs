using Htmx;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.WebUtilities;

namespace TherapyCrm.Web.Access;

/// <summary>Where a refused request is sent: to sign in, to unlock, to what is due first, or nowhere (403).</summary>
public sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler otherwise = new();

    /// <inheritdoc/>
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && !IsApi(context) && DueFirst(context) is { } page)
        {
            SendTo(context, page);
            return;
        }
        if (authorizeResult.Forbidden) await Denials.WriteAsync(context);
        await otherwise.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>Redirects a page request, and lets htmx do so for a fragment request.</summary>
    public static void SendTo(HttpContext http, string page)
    {
        var back = http.Request.IsHtmx() ? BackFromFragment(http) : HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "";
        var target = http.Request.PathBase + (back is "" or "/" ? page : QueryHelpers.AddQueryString(page, "returnUrl", back));
        if (!http.Request.IsHtmx())
        {
            http.Response.Redirect(target);
            return;
        }
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers["HX-Redirect"] = target;
    }

    /// <summary>True for the REST API and its description, which never redirect.</summary>
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    private static string BackFromFragment(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers["HX-Current-URL"].ToString(), UriKind.Absolute, out var shown) ? shown.PathAndQuery : "";

    private static string? DueFirst(HttpContext http)
    {
        var current = http.RequestServices.GetRequiredService<CurrentActor>();
        return current switch
        {
            { Session: null } => null,
            { IsLocked: true } => "/lock",
            { Session.MustChangePassword: true } => "/me/password",
            _ when DoorHandler.NeedsSecondFactor(current) => "/me/second-factor",
            _ => null,
        };
    }
}
