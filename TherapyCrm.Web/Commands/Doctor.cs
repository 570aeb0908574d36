using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Backups;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Commands;

/// <summary>Looks whether the installation is sound, one line a check, and names what is not.</summary>
public static class Doctor
{
    private static readonly Duration OldestBackup = Duration.FromDays(3);
    private static readonly LocalDateTime Winter = new(2026, 12, 1, 12, 0);

    /// <returns>0 when everything is sound.</returns>
    public static async Task<int> RunAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var sound = true;
        foreach (var (name, check) in Checks(services))
        {
            var problem = await TryAsync(check);
            sound &= problem is null;
            await Console.Out.WriteLineAsync($"{(problem is null ? "ok   " : "WRONG")} {name}{(problem is null ? "" : $": {problem}")}");
        }
        return sound ? 0 : 1;
    }

    private static IEnumerable<(string Name, Func<Task<string?>> Check)> Checks(IServiceProvider services)
    {
        var settings = services.GetRequiredService<CrmSettings>();
        yield return ($"database ({settings.Provider}) is of this version", () => services.GetRequiredService<DatabaseStartup>().WhyNotAsync());
        yield return ($"zone data {Zones.Version} know that Vancouver stays at -07:00", () => Task.FromResult(Vancouver()));
        yield return ($"Storage:Root {settings.StorageRoot} can be written", () => WritableAsync(settings.StorageRoot));
        yield return ($"Keys:Path {settings.KeysPath} can be read", () => Task.FromResult(services.GetRequiredService<KeyFolder>().Key("audit-seal").Length == 32 ? null : "the key is not whole"));
        if (settings.Provider == DatabaseProvider.Sqlite) yield return ($"the last backup into {settings.Backup.Folder} succeeded", () => Task.FromResult(Backup(settings, services.GetRequiredService<IClock>().GetCurrentInstant())));
        yield return ("every client's key opens with the keys in Keys:Path", () => KeysAsync(services));
        yield return ("every document's file is in the store", () => FilesAsync(services));
        yield return ("planted text lies readable in no file of a database, its journal and its backup", () => SealProof.ProblemAsync(services.GetRequiredService<IClock>()));
        yield return ("the seals of the log are intact", () => SealsAsync(services));
    }

    private static async Task<string?> SealsAsync(IServiceProvider services) => await services.GetRequiredService<DatabaseStartup>().WhyNotAsync() is null
        ? (await services.GetRequiredService<CheckSeals>().RunAsync()).Problem
        : "they cannot be looked at before the database is of this version";

    private static async Task<string?> KeysAsync(IServiceProvider services) => await services.GetRequiredService<DatabaseStartup>().WhyNotAsync() is null
        ? await services.GetRequiredService<KeyHealth>().ProblemAsync()
        : "they cannot be looked at before the database is of this version";

    private static async Task<string?> FilesAsync(IServiceProvider services) => await services.GetRequiredService<DatabaseStartup>().WhyNotAsync() is null
        ? await services.GetRequiredService<MissingFiles>().ProblemAsync()
        : "they cannot be looked at before the database is of this version";

    private static string? Backup(CrmSettings settings, Instant now) => BackupStatus.Read(settings.StorageRoot) switch
    {
        { Failure: { } failure } => failure,
        { } last when settings.Backup.At is not null && last.At < now - OldestBackup => $"the last one was made at {last.TriedAt}; the program makes them only while it serves",
        _ => null,
    };

    private static string? Vancouver()
    {
        var offset = Zones.OffsetAt(Zones.ToInstant(Winter, "America/Vancouver"), "America/Vancouver");
        return offset == Offset.FromHours(-7) ? null : $"on 2026-12-01 they say {OffsetPattern.GeneralInvariant.Format(offset)}; update the program";
    }

    private static async Task<string?> WritableAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $".doctor-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(file, "ok");
        File.Delete(file);
        return null;
    }

    private static async Task<string?> TryAsync(Func<Task<string?>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception e) // whatever a check stumbles over is its finding
        {
            return e.Message;
        }
    }
}
