using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>Offers the demo practice at start-up and tells the newcomer how to sign in.</summary>
public static class DemoStart
{
    /// <summary>Registers the seeder.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddScoped<DemoOperations>().AddScoped<DemoPlaces>().AddScoped<DemoPeople>().AddScoped<DemoClients>().AddScoped<DemoSeries>()
        .AddScoped<DemoVisits>().AddScoped<DemoNotes>().AddScoped<DemoPlans>().AddScoped<DemoAssessments>().AddScoped<DemoSchedule>().AddScoped<DemoPractice>();

    /// <summary>Seeds an empty database when the settings ask for it, and prints the sign-ins at every start.</summary>
    public static async Task OfferDemoAsync(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<CrmSettings>();
        if (settings.SeedDemo && app.Services.GetRequiredService<DatabaseStartup>().Refusal is null) await OfferAsync(app.Services, settings, Console.Out);
    }

    /// <summary>The same, told to this writer.</summary>
    public static async Task OfferAsync(IServiceProvider services, CrmSettings settings, TextWriter console)
    {
        await using var scope = services.CreateAsyncScope();
        var practice = scope.ServiceProvider.GetRequiredService<DemoPractice>();
        if (await practice.IsDueAsync())
        {
            await console.WriteLineAsync("Making the demo practice; this takes a moment …");
            var password = settings.DemoPassword ?? RandomPassword.Make();
            await practice.SeedAsync(password);
            await console.WriteLineAsync(Welcome($"with the password  {password}"));
        }
        else if (await practice.IsThereAsync()) await console.WriteLineAsync(Welcome(await KnownAsync(practice, settings.DemoPassword)));
    }

    private static async Task<string> KnownAsync(DemoPractice practice, string? password) => password is not null && await practice.IsPasswordAsync(password)
        ? $"with the password  {password}"
        : "with the password that the first start printed. To have one of your own, remove the database and start with Demo:Password set.";

    private static string Welcome(string password) => $"""

        The demo practice is ready. Sign in as one of
          {string.Join("\n  ", DemoPeople.SignIns)}
        {password}

        """;
}
