using System.Diagnostics;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>Up or down, for everybody.</summary>
/// <param name="Status">up or down.</param>
public sealed record HealthJson(string Status);

/// <summary>How the database is.</summary>
public sealed record DatabaseHealthJson(string Status, string Provider, double Milliseconds, string? Migration, int PendingMigrations, long? Bytes);

/// <summary>What the program has done since it started; figures only.</summary>
public sealed record MetricsJson(double UptimeSeconds, RequestCountsJson Requests, long WorkingSetBytes, long? DatabaseBytes, string ZoneData);

/// <summary>Whether the practice's system works: <c>/api/health</c>.</summary>
public static class HealthApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var health = api.MapGroup("/health").WithTags("health");
        health.MapGet("", CheckAsync).AllowAnonymous().Described("getHealth", "Check API health status", "Public; says up or down only.")
            .Produces<HealthJson>().Produces<HealthJson>(503);
        health.MapGet("/database", DatabaseAsync).Needs(Permission.ManagePractice).Described("getDatabaseHealth", "Check database connection").Produces<DatabaseHealthJson>();
        health.MapGet("/metrics", MetricsAsync).Needs(Permission.ManagePractice).Described("getMetrics", "Get system performance metrics").Produces<MetricsJson>();
    }

    private static async Task<IResult> CheckAsync(DatabaseHealth database, CancellationToken cancel) =>
        await database.IsUpAsync(cancel) ? Results.Json(new HealthJson("up")) : Results.Json(new HealthJson("down"), statusCode: 503);

    private static async Task<IResult> DatabaseAsync(CurrentActor current, DatabaseHealth database, CancellationToken cancel)
    {
        var f = await database.RunAsync(current.Actor, cancel);
        return Results.Json(new DatabaseHealthJson(f.IsUp ? "up" : "down", f.Provider, Math.Round(f.Milliseconds, 2), f.Migration, f.PendingMigrations, f.Bytes));
    }

    private static async Task<IResult> MetricsAsync(CurrentActor current, DatabaseHealth database, RequestMetrics metrics, CancellationToken cancel)
    {
        var uptime = DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime();
        var bytes = (await database.RunAsync(current.Actor, cancel)).Bytes;
        return Results.Json(new MetricsJson(Math.Round(uptime.TotalSeconds, 1), metrics.Read(), Environment.WorkingSet, bytes, Zones.Version));
    }
}
