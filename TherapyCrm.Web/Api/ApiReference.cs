using Scalar.AspNetCore;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>The reference page for developers: Scalar from the program's own files, with a script exception of its own.</summary>
internal static class ApiReference
{
    public static void Map(WebApplication app) => app.MapScalarApiReference("/api/docs", o =>
    {
        o.WithNonce();
        o.Title = "Therapy CRM API";
        o.OpenApiRoutePattern = "/openapi/{documentName}.json";
        o.DefaultFonts = false;
        o.Telemetry = false;
        o.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        o.HideClientButton = true;
        o.Agent = new ScalarAgentOptions { Disabled = true };
        o.Mcp = new ScalarMcpOptions { Disabled = true };
    }).WithMetadata(new SignedInAttribute());
}
