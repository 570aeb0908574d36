using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace TherapyCrm.Domain.Data;

/// <summary>The database engines the product runs on.</summary>
public enum DatabaseProvider { Sqlite, SqlServer }

/// <summary>Makes the context of the chosen provider the application's <see cref="CrmDbContext"/>.</summary>
public static class Database
{
    /// <summary>Registers the context.</summary>
    /// <param name="maxBatchSize">Commands sent together; 1 turns SQL Server's MERGE batches off; null leaves it to EF.</param>
    public static IServiceCollection AddCrmDatabase(
        this IServiceCollection services, DatabaseProvider provider, string connectionString, int? maxBatchSize = null)
    {
        if (provider == DatabaseProvider.SqlServer)
        {
            services.AddDbContext<SqlServerCrmContext>(o => UseSqlServer(o, connectionString, maxBatchSize), optionsLifetime: ServiceLifetime.Singleton);
            services.AddScoped<CrmDbContext>(s => s.GetRequiredService<SqlServerCrmContext>());
        }
        else
        {
            services.AddDbContext<SqliteCrmContext>(o => UseSqlite(o, connectionString), optionsLifetime: ServiceLifetime.Singleton);
            services.AddScoped<CrmDbContext>(s => s.GetRequiredService<SqliteCrmContext>());
        }
        return services;
    }

    /// <summary>SQL Server as practices run it.</summary>
    public static void UseSqlServer(DbContextOptionsBuilder options, string connectionString, int? maxBatchSize = null) =>
        Common(options).UseSqlServer(connectionString, sql => Tune(sql, maxBatchSize));

    /// <summary>SQL Server over a connection the caller has made.</summary>
    public static void UseSqlServer(DbContextOptionsBuilder options, DbConnection connection, int? maxBatchSize = null) =>
        Common(options).UseSqlServer(connection, sql => Tune(sql, maxBatchSize));

    /// <summary>SQLite, durable: every commit is on the disk before it counts.</summary>
    public static void UseSqlite(DbContextOptionsBuilder options, string connectionString) =>
        Common(options).UseSqlite(connectionString).AddInterceptors(SqlitePragmas.Instance);

    /// <summary>What both providers share.</summary>
    public static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Ignore(
        CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));

    private static void Tune(SqlServerDbContextOptionsBuilder options, int? maxBatchSize)
    {
        options.EnableRetryOnFailure();
        if (maxBatchSize is { } size) options.MaxBatchSize(size);
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();
        private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=15000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        // They stay with the engine's own connection, which the pool hands out again and again.
        private readonly ConditionalWeakTable<object, object> set = [];

        private void Set(DbConnection connection)
        {
            if (!set.TryAdd(((SqliteConnection)connection).Handle!, Pragmas)) return;
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>Lets the migration tool make the SQLite context.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteCrmContext>
{
    public SqliteCrmContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, "Data Source=design.db");
        return new(options.Options);
    }
}

/// <summary>Lets the migration tool make the SQL Server context.</summary>
internal sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerCrmContext>
{
    public SqlServerCrmContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerCrmContext>();
        Database.UseSqlServer(options, "Server=.;Database=design");
        return new(options.Options);
    }
}
