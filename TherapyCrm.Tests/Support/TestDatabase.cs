using Microsoft.Data.Sqlite;
using NodaTime;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.Support;

/// <summary>A fresh SQLite file for each test, copied from one that was migrated once.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<string> Template = new(Make, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Copies the template.</summary>
    public TestDatabase()
    {
        Directory.CreateDirectory(Folder);
        File.Copy(Template.Value, Path.Combine(Folder, "crm.db"));
    }

    /// <summary>Everything of this test; gone when it ends.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "therapycrm-tests", Guid.NewGuid().ToString("N"));

    /// <summary>For the context.</summary>
    public string ConnectionString => $"Data Source={Path.Combine(Folder, "crm.db")}";

    /// <inheritdoc/>
    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A job of the stopped application may still hold a file; the temporary folder is cleared by its owner.
        }
    }

    private static string Make()
    {
        var file = Path.Combine(Path.GetTempPath(), "therapycrm-tests", $"template-{Guid.NewGuid():N}.db");
        SqliteFile.PrepareAsync($"Data Source={file}", SystemClock.Instance).GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    }
}
