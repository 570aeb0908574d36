using System.Security.Cryptography;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands;

/// <summary>Makes the first administrator from the console, with a password that must be changed at the first sign-in.</summary>
public static class CreateAdmin
{
    private const string Usage = "Usage: create-admin --email ada@example.org --first Ada --last Lindqvist [--practice \"Harbour Therapy\"] [--therapist true]";

    /// <returns>0 when it was made.</returns>
    public static async Task<int> RunAsync(WebApplication app)
    {
        var (given, startup) = (app.Configuration, app.Services.GetRequiredService<DatabaseStartup>());
        await startup.PrepareAsync();
        if (startup.Refusal is { } refusal) return await SayAsync(refusal, 1);
        if (given["email"] is null || given["first"] is null || given["last"] is null) return await SayAsync(Usage, 2);
        var password = string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)));
        await using var scope = app.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<SetUpPractice>().RunAsync(new()
        {
            PracticeName = given["practice"] ?? "Our practice", FirstName = given["first"], LastName = given["last"], Email = given["email"],
            Password = password, IsTherapist = given["therapist"] == "true", MustChangePassword = true,
        });
        return outcome.Succeeded
            ? await SayAsync($"{given["email"]} can sign in with the password {password} and must then choose another.", 0)
            : await SayAsync(string.Join(Environment.NewLine, outcome.Problems.Select(p => $"{p.Field}: {p}".TrimStart(':', ' '))), 1);
    }

    private static async Task<int> SayAsync(string text, int code)
    {
        await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
        return code;
    }
}
