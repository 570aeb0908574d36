using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>Offers the demo practice at start-up and tells the newcomer how to sign in.</summary>
public static class DemoStart
{
    /// <summary>Registers the seeder.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<DemoOperations>().AddScoped<DemoPlaces>().AddScoped<DemoPeople>().AddScoped<DemoClients>().AddScoped<DemoSeries>()
        .AddScoped<DemoVisits>().AddScoped<DemoSchedule>().AddScoped<DemoPractice>();

    /// <summary>Seeds an empty database when the settings ask for it, and prints the sign-ins.</summary>
    public static async Task OfferDemoAsync(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<CrmSettings>().SeedDemo || app.Services.GetRequiredService<DatabaseStartup>().Refusal is not null) return;
        var settings = app.Services.GetRequiredService<CrmSettings>();
        var password = settings.DemoPassword ?? RandomPassword.Make();
        await using var scope = app.Services.CreateAsyncScope();
        await Console.Out.WriteLineAsync("Looking after the demo practice; the first time this takes a moment …");
        if (!await scope.ServiceProvider.GetRequiredService<DemoPractice>().SeedAsync(password)) return;
        await Console.Out.WriteLineAsync($"""

            The demo practice is ready. Sign in as one of
              {string.Join("\n  ", DemoPeople.SignIns)}
            with the password  {password}

            """);
    }
}
