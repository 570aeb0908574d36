using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.SqlServer;

public sealed class MigrationTests
{
    [Fact]
    public async Task Migrations_make_a_whole_SQLite_database_and_take_it_away_again()
    {
        var file = Path.Combine(Path.GetTempPath(), $"crm-{Guid.NewGuid():n}.db");
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, $"Data Source={file};Pooling=False");
        try
        {
            await using var db = new SqliteCrmContext(options.Options);
            await db.Database.MigrateAsync();
            Assert.Empty(await db.Database.GetPendingMigrationsAsync());
            Assert.Empty(await db.AuthLogs.ToListAsync());
            Assert.Empty(await db.Appointments.Include(a => a.Staff).ToListAsync());
            Assert.Empty(await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync());
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
            Assert.DoesNotContain("clients", await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master").ToListAsync());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Migrating_a_SQL_Server_sends_nothing_it_would_refuse()
    {
        var server = new DrySqlServer();
        await using var db = server.Context();
        await db.Database.MigrateAsync();
        foreach (var migration in db.Database.GetMigrations())
            Assert.Contains(server.Statements, s => s.Sql.Contains(migration, StringComparison.Ordinal));
        Assert.Contains(server.Statements, s => s.Sql.Contains("CREATE TABLE [occupancies]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Script)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    [InlineData(MigrationsSqlGenerationOptions.NoTransactions)]
    public void The_migration_script_parses_up_and_down(MigrationsSqlGenerationOptions options)
    {
        using var db = new DrySqlServer().Context();
        var migrator = db.GetService<IMigrator>();
        Assert.NotEmpty(TSql.Parse(migrator.GenerateScript(options: options)));
        Assert.NotEmpty(TSql.Parse(migrator.GenerateScript(db.Database.GetMigrations().Last(), Migration.InitialDatabase, options)));
    }

    [Fact]
    public void No_change_of_the_model_waits_for_a_migration()
    {
        using var sqlServer = new DrySqlServer().Context();
        Assert.False(sqlServer.Database.HasPendingModelChanges());
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, "Data Source=:memory:");
        using var sqlite = new SqliteCrmContext(options.Options);
        Assert.False(sqlite.Database.HasPendingModelChanges());
    }
}
