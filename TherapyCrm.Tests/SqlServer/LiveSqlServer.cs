using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>A throw-away database on the live server, migrated, and dropped afterwards; nothing when there is no server.</summary>
public sealed class LiveSqlServer : IAsyncLifetime
{
    private readonly string database = $"crm_test_{Guid.NewGuid():n}";

    /// <summary>A context on it.</summary>
    public SqlServerCrmContext Context()
    {
        var options = new DbContextOptionsBuilder<SqlServerCrmContext>();
        Database.UseSqlServer(options, new SqlConnectionStringBuilder(LiveSqlServerFactAttribute.Server) { InitialCatalog = database }.ConnectionString);
        return new(options.Options);
    }

    public async Task InitializeAsync()
    {
        if (string.IsNullOrWhiteSpace(LiveSqlServerFactAttribute.Server)) return;
        await using var db = Context();
        await db.Database.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        if (string.IsNullOrWhiteSpace(LiveSqlServerFactAttribute.Server)) return;
        await using var db = Context();
        await db.Database.EnsureDeletedAsync();
    }
}
