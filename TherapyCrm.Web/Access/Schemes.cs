using Microsoft.AspNetCore.Authentication;

namespace TherapyCrm.Web.Access;

/// <summary>Which proof counts where: a token for <c>/api</c>, the cookie for pages, never both; the API's description takes either (access.md §3).</summary>
public static class Schemes
{
    /// <summary>Name of the scheme that chooses.</summary>
    public const string ByPath = "ByPath";

    /// <summary>Adds the cookie's, the token's, and the one that chooses between them.</summary>
    public static IServiceCollection AddSchemes(this IServiceCollection services)
    {
        services.AddSingleton<AccessTokens>();
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, o => o.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Session, null)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Bearer, null);
        return services;
    }

    /// <summary>True for the API's own description and its reference page.</summary>
    public static bool IsDescription(HttpRequest request) => request.Path.StartsWithSegments("/openapi") || request.Path.StartsWithSegments("/api/docs");

    private static string Choose(HttpContext http)
    {
        if (IsDescription(http.Request)) return BearerHandler.Comes(http.Request) ? BearerHandler.Bearer : SessionHandler.Session;
        return AccessAnswers.IsApi(http) ? BearerHandler.Bearer : SessionHandler.Session;
    }
}
