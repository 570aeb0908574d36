using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands;

/// <summary>Something the program does instead of serving: <c>TherapyCrm.Web migrate</c>.</summary>
/// <param name="RunAsync">Gets all words, its own name first; answers the process's exit code.</param>
public sealed record Command(string Name, Func<WebApplication, string[], Task<int>> RunAsync)
{
    private static readonly Command[] All =
    [
        new("migrate", (app, _) => MigrateAsync(app)), new("seed", (app, _) => SeedCommand.RunAsync(app)), new("create-admin", (app, _) => CreateAdmin.RunAsync(app)),
        new("doctor", (app, _) => Doctor.RunAsync(app)), new("rotate-keys", (app, _) => RotateKeysCommand.RunAsync(app)),
        new("backup", BackupCommands.BackupAsync), new("restore", BackupCommands.RestoreAsync),
    ];

    /// <summary>The command that the first word names; null when it is not one.</summary>
    public static Command? Named(string[] args) => Array.Find(All, c => args.Length > 0 && c.Name == args[0]);

    /// <summary>What is said to a first word that is no command and no setting; null otherwise.</summary>
    public static string? Unknown(string[] args) => args is [[not ('-' or '/'), ..] word, ..] && !word.Contains('=', StringComparison.Ordinal)
        ? $"There is no command \"{word}\"; there are {string.Join(", ", All.Select(c => c.Name))}." : null;

    private static async Task<int> MigrateAsync(WebApplication app)
    {
        var startup = app.Services.GetRequiredService<DatabaseStartup>();
        await startup.MigrateAsync();
        await Console.Out.WriteLineAsync(startup.Refusal ?? "The database fits this version of the program.");
        return startup.Refusal is null ? 0 : 1;
    }
}
