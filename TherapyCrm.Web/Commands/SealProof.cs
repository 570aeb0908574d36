using Microsoft.Data.Sqlite;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Web.Commands;

/// <summary>Plants a text in a made-up record of a database of its own, with keys of its own, and looks for it in every byte that was written; real records are never touched.</summary>
internal static class SealProof
{
    /// <returns>The file the text was found in, as a sentence; null when it lies nowhere readable.</returns>
    public static async Task<string?> ProblemAsync(IClock clock)
    {
        var folder = Directory.CreateTempSubdirectory("therapycrm-proof-").FullName;
        try
        {
            var (database, canary) = ($"Data Source={Path.Combine(folder, "crm.db")};Pooling=False", $"planted-{Guid.NewGuid():N}");
            await SqliteFile.PrepareAsync(database, clock);
            await using var services = new ServiceCollection().AddCrmDatabase(DatabaseProvider.Sqlite, database).AddSingleton(new KeyFolder(Path.Combine(folder, "keys")))
                .AddSingleton<RecordKeyRing>().AddScoped<ClientKeys>().BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
            await PlantAsync(db, scope.ServiceProvider.GetRequiredService<ClientKeys>(), canary, clock.GetCurrentInstant());
            await SqliteCopy.MakeAsync(database, Path.Combine(folder, "backup.db"));
            return await FoundAsync(folder, canary);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PlantAsync(CrmDbContext db, ClientKeys keys, string canary, Instant now)
    {
        var client = new Client { FirstName = "Nobody", LastName = "Nobody", FileNumber = "0", Phone = "0" };
        db.Clients.Add(client);
        await db.SaveChangesAsync();
        var (cipher, seal) = (await keys.OfAsync(client.Id), Guid.NewGuid());
        var place = new SealedPlace("client_revisions", "changes", seal);
        db.Add(new ClientRevision { ClientId = client.Id, Action = "client.edited", ChangedAt = now, SealId = seal, Changes = cipher.SealValue(new[] { canary }, place) });
        await db.SaveChangesAsync();
    }

    private static async Task<string?> FoundAsync(string folder, string canary)
    {
        byte[][] spellings = [System.Text.Encoding.UTF8.GetBytes(canary), System.Text.Encoding.Unicode.GetBytes(canary), System.Text.Encoding.UTF8.GetBytes(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(canary))[..24])];
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (Array.Exists(spellings, s => bytes.AsSpan().IndexOf(s) >= 0)) return $"planted text lies readable in {Path.GetFileName(file)}";
        }
        return null;
    }
}
