using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Backups;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands;

/// <summary><c>backup</c> and <c>restore 20261123T103000Z</c>, for the embedded database.</summary>
internal static class BackupCommands
{
    public static async Task<int> BackupAsync(WebApplication app, string[] args)
    {
        var settings = app.Services.GetRequiredService<CrmSettings>();
        if (await app.Services.GetRequiredService<DatabaseStartup>().WhyNotAsync() is { } why) return await SayAsync(why, 1);
        await using var scope = app.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<MakeBackup>().RunAsync(Actor.Application(app.Services.GetRequiredService<IClock>().GetCurrentInstant()));
        return outcome.Succeeded
            ? await SayAsync(string.Create(CultureInfo.InvariantCulture, $"Backup {outcome.Value.Name} in {settings.Backup.Folder} was made and proven: {outcome.Value.DatabaseBytes:N0} bytes of database, {outcome.Value.Files.Count} files.{Environment.NewLine}The keys in {settings.KeysPath} are not in it. Keep a safe copy of them apart from it: without them nothing sealed can be read."), 0)
            : await SayAsync(Text(outcome.Problems), 1);
    }

    public static async Task<int> RestoreAsync(WebApplication app, string[] args)
    {
        var settings = app.Services.GetRequiredService<CrmSettings>();
        if (args is not [_, [not '-', ..] backup, ..])
            return await SayAsync($"Usage: restore <folder of a backup, its name, or latest>. In {settings.Backup.Folder} there are: {string.Join(", ", new BackupFolder(settings.Backup.Folder).All().Select(b => b.Name))}", 2);
        await using var scope = app.Services.CreateAsyncScope();
        var stamp = BackupManifest.NameOf(app.Services.GetRequiredService<IClock>().GetCurrentInstant());
        var outcome = await scope.ServiceProvider.GetRequiredService<RestoreBackup>().RunAsync(backup, stamp);
        return outcome.Succeeded
            ? await SayAsync($"Backup {outcome.Value.Backup.Name} is in place.{(outcome.Value.Aside is { } aside ? $" What was there is kept as {aside} and beside the folders with the same ending." : "")}", 0)
            : await SayAsync(Text(outcome.Problems), 1);
    }

    private static string Text(IReadOnlyList<Problem> problems) => string.Join(Environment.NewLine, problems.Select(p => p.ToString()));

    private static async Task<int> SayAsync(string text, int code)
    {
        await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
        return code;
    }
}
