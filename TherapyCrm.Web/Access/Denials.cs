using System.Globalization;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Puts on file that somebody asked for what they may not have: which door and which record, never what it holds.</summary>
public static class Denials
{
    /// <summary>Writes the line; at most one a request.</summary>
    public static async Task WriteAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var actor = services.GetRequiredService<CurrentActor>().Actor;
        if (actor.UserId is null || !http.Items.TryAdd(typeof(Denials), true)) return;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        var id = long.TryParse(http.GetRouteValue("id")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        await services.GetRequiredService<AuditLog>().AddNowAsync(actor, "access.denied", AuditOutcome.Denied, id, details: $"{http.Request.Method} /{route}");
    }
}
