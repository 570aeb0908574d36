using System.Diagnostics;
using NodaTime;
using TherapyCrm.Domain.Data;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands;

/// <summary><c>seed --appointments 100000 --rooms 20 --years 2 --seed 42</c>: fills an empty database to measure with.</summary>
internal static class SeedCommand
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        var startup = app.Services.GetRequiredService<DatabaseStartup>();
        await startup.PrepareAsync();
        if (startup.Refusal is { } why) return await SayAsync(why, 1);
        var password = app.Services.GetRequiredService<CrmSettings>().DemoPassword ?? RandomPassword.Make();
        var clock = Stopwatch.StartNew();
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var size = SizeOf(app.Configuration, password);
            await scope.ServiceProvider.GetRequiredService<BenchmarkPractice>().RunAsync(size, app.Services.GetRequiredService<IClock>().GetCurrentInstant());
            return await SayAsync($"{size.Appointments} appointments in {clock.Elapsed.TotalSeconds:0.0} s. Sign in as bench-reception@demo.test with the password {password}", 0);
        }
        catch (InvalidOperationException e)
        {
            return await SayAsync(e.Message, 1);
        }
    }

    private static BenchmarkPractice.Size SizeOf(IConfiguration said, string password) => new(
        said.GetValue("appointments", 100_000), said.GetValue("rooms", 20), said.GetValue("years", 2), said.GetValue("seed", 42), said.GetValue("clients", 5_000), password);

    private static async Task<int> SayAsync(string text, int code)
    {
        await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
        return code;
    }
}
