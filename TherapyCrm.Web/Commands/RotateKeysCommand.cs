using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands;

/// <summary><c>rotate-keys</c>: the next wrapping key, and every client's key wrapped with it; may run while the program serves.</summary>
internal static class RotateKeysCommand
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        if (await app.Services.GetRequiredService<DatabaseStartup>().WhyNotAsync() is { } why) return await SayAsync(why, 1);
        await using var scope = app.Services.CreateAsyncScope();
        var path = app.Services.GetRequiredService<CrmSettings>().KeysPath;
        try
        {
            var done = await scope.ServiceProvider.GetRequiredService<RotateKeys>().RunAsync(Actor.Application(app.Services.GetRequiredService<IClock>().GetCurrentInstant()), n => Console.Out.WriteLine($"{n} done"));
            return await SayAsync($"{(done.WentOn ? "An earlier run had been stopped; it was finished. " : "")}{done.Rewrapped} clients' keys are wrapped with the key {done.KeyId} in {path}. Make a safe copy of that folder now. Keep the keys before as long as a backup needs them.", 0);
        }
        catch (RecordKeyMissingException)
        {
            return await SayAsync($"Nothing was changed: a key that clients' keys are wrapped with is not in {path}, or not the right one. Put the safe copy there first.", 1);
        }
    }

    private static async Task<int> SayAsync(string text, int code)
    {
        await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
        return code;
    }
}
