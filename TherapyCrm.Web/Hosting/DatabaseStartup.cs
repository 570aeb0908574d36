using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Hosting;

/// <summary>Brings the embedded database to this version at start-up, and notices when SQL Server holds another one.</summary>
public sealed class DatabaseStartup(CrmSettings settings, IServiceScopeFactory scopes, IClock clock)
{
    /// <summary>What stands in the way of serving; null when nothing does.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Prepares SQLite, checks SQL Server.</summary>
    public async Task PrepareAsync(CancellationToken cancel = default)
    {
        if (settings.Provider == DatabaseProvider.Sqlite) await SqliteFile.PrepareAsync(settings.ConnectionString, clock, cancel);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        if (settings.Provider == DatabaseProvider.SqlServer) Refusal = await WhyNotAsync(db, cancel);
        if (Refusal is null) await new BaseData(db, clock).EnsureAsync(cancel);
    }

    /// <summary>Brings either database to this version.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        if (settings.Provider == DatabaseProvider.SqlServer)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CrmDbContext>().Database.MigrateAsync(cancel);
        }
        await PrepareAsync(cancel);
    }

    /// <summary>Why the database does not fit this version; null when it does.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await WhyNotAsync(scope.ServiceProvider.GetRequiredService<CrmDbContext>(), cancel);
    }

    /// <summary>Tells on the console how to make the first administrator, while there is nobody.</summary>
    public async Task AnnounceSetUpAsync()
    {
        if (Refusal is not null) return;
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetUpPractice>().IsDueAsync())
            await Console.Out.WriteLineAsync($"Nobody can sign in yet. Open /set-up and give this code: {scope.ServiceProvider.GetRequiredService<SetUpCode>().Text}");
    }

    private static async Task<string?> WhyNotAsync(CrmDbContext db, CancellationToken cancel)
    {
        if (!await db.Database.CanConnectAsync(cancel)) return "The database cannot be reached or does not exist yet.";
        var (here, there) = (db.Database.GetMigrations().ToHashSet(), (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet());
        if (!there.IsSubsetOf(here)) return "The database is of a newer version than this program.";
        return there.Count == here.Count ? null : "The database is of an older version than this program.";
    }
}

/// <summary>Answers every request with one plain sentence while the database does not fit.</summary>
public static class DatabaseRefusal
{
    /// <summary>Stands first in the pipeline.</summary>
    public static IApplicationBuilder UseDatabaseRefusal(this IApplicationBuilder app)
    {
        var startup = app.ApplicationServices.GetRequiredService<DatabaseStartup>();
        return app.Use((http, next) =>
        {
            if (startup.Refusal is not { } why) return next(http);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync($"{why} Run the command \"TherapyCrm.Web migrate\" (from source: dotnet run --project TherapyCrm.Web -- migrate) and start the program again.\n");
        });
    }
}
