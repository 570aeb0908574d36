namespace TherapyCrm.Web.Api;

/// <summary>The reference page for developers.</summary>
internal static class ApiReference
{
    public static void Map(WebApplication app) => _ = app;
}
