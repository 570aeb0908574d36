using System.Text.Json;
using Microsoft.Data.Sqlite;
using TherapyCrm.Domain.Data;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Backups;

/// <summary>
/// The swap that ends a restore. Everything new lies ready beside what it replaces before the plan is written; from then on each start of the program
/// finishes the swap first, so that a stop at any step leaves the old database with its files, or the new one with its own.
/// </summary>
internal sealed class Restoring(CrmSettings settings)
{
    private const string PlanFile = "restore-plan.json";
    private readonly string plan = Path.Combine(settings.StorageRoot, PlanFile);

    /// <summary>One file or folder to take the place of another.</summary>
    private sealed record Swap(string Fresh, string Place, string Aside);

    /// <summary>What the database is kept as.</summary>
    public static string Aside(string place, string stamp) => $"{place}.before-restore-{stamp}";

    /// <summary>Where the new one is made ready, on the same disk.</summary>
    public static string Fresh(string place) => $"{place}.restoring";

    /// <summary>The database's file.</summary>
    public string Database => new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;

    /// <summary>The folders beside it, by their full paths.</summary>
    public IEnumerable<string> Folders => BackupFiles.Folders.Select(f => Path.Combine(settings.StorageRoot, f));

    /// <summary>Says that everything lies ready; from here on the new is the truth.</summary>
    public void Decide(string stamp) =>
        WholeFile.Write(plan, JsonSerializer.Serialize(Folders.Prepend(Database).Select(place => new Swap(Fresh(place), place, Aside(place, stamp)))));

    /// <summary>Finishes a swap that was decided; nothing when none was.</summary>
    /// <param name="atStep">Called before each step, for the tests that stop there.</param>
    public bool Finish(Action<string>? atStep = null)
    {
        if (!File.Exists(plan)) return false;
        foreach (var swap in JsonSerializer.Deserialize<List<Swap>>(File.ReadAllText(plan))!)
        {
            if (!Exists(swap.Fresh)) continue;
            foreach (var part in (string[])["-wal", "-shm", ""])
            {
                atStep?.Invoke($"aside{part} {Path.GetFileName(swap.Place)}");
                if (Exists(swap.Place + part)) Move(swap.Place + part, swap.Aside + part);
            }
            atStep?.Invoke($"place {Path.GetFileName(swap.Place)}");
            Move(swap.Fresh, swap.Place);
        }
        atStep?.Invoke("end");
        File.Delete(plan);
        return true;
    }

    /// <summary>Clears away what an earlier try left before it was decided.</summary>
    public void Clear()
    {
        foreach (var part in (string[])["", "-wal", "-shm", "-journal"]) File.Delete(Fresh(Database) + part);
        foreach (var folder in Folders.Select(Fresh).Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Finishes what an earlier process decided, before anything opens the database.</summary>
    public static void FinishFirst(CrmSettings settings)
    {
        if (settings.Provider != DatabaseProvider.Sqlite || !File.Exists(Path.Combine(settings.StorageRoot, PlanFile))) return;
        using var mine = Serving.Alone(settings) ?? throw new BadSettingException("A restore is being finished by another process of this program; try again in a moment.");
        new Restoring(settings).Finish();
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from)) Directory.Move(from, to);
        else File.Move(from, to);
    }
}
