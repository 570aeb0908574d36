using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Data;

/// <summary>Writes very many rows of one table fast, ids included, for seeding; it runs no save rules and writes no audit.</summary>
internal static class BulkInsert
{
    /// <summary>Rows that SQL Server takes at once.</summary>
    private const int BatchSize = 20_000;

    public static async Task BulkInsertAsync<T>(this CrmDbContext db, IEnumerable<T> rows, Instant now, CancellationToken cancel) where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var columns = entity.GetProperties().Select(p => new Column(p.GetColumnName(table)!, p, p.GetRelationalTypeMapping(), IsStamp(p) ? now : null)).ToArray();
        if (db.Database.GetDbConnection() is SqlConnection sql) await IntoSqlServerAsync(db, sql, table.Name, columns, rows, cancel);
        else await IntoSqliteAsync(db, table.Name, columns, rows, cancel);
    }

    private static bool IsStamp(IProperty property) => property.Name is nameof(IStamped.CreatedAt) or nameof(IStamped.UpdatedAt);

    private sealed record Column(string Name, IProperty Property, RelationalTypeMapping Mapping, Instant? Stamp)
    {
        public object Value(object row)
        {
            var value = Stamp ?? Property.GetGetter().GetClrValue(row);
            return (value is null ? null : Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
        }
    }

    private static async Task IntoSqliteAsync<T>(CrmDbContext db, string table, Column[] columns, IEnumerable<T> rows, CancellationToken cancel) where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = columns.Select((c, i) => c.Mapping.CreateParameter(command, $"@p{i}", null, nullable: true)).ToArray<DbParameter>();
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(cancel);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++) parameters[i].Value = columns[i].Value(row);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task IntoSqlServerAsync<T>(
        CrmDbContext db, SqlConnection connection, string table, Column[] columns, IEnumerable<T> rows, CancellationToken cancel) where T : class
    {
        using var bulk = new SqlBulkCopy(connection, SqlBulkCopyOptions.KeepIdentity, (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        bulk.DestinationTableName = table;
        foreach (var column in columns) bulk.ColumnMappings.Add(column.Name, column.Name);
        foreach (var batch in rows.Chunk(BatchSize))
        {
            using var data = new DataTable();
            foreach (var column in columns)
            {
                var type = column.Mapping.Converter?.ProviderClrType ?? column.Property.ClrType;
                data.Columns.Add(column.Name, OfTheDriver(Nullable.GetUnderlyingType(type) ?? type));
            }
            foreach (var row in batch) data.Rows.Add(Array.ConvertAll(columns, c => OfTheDriver(c.Value(row))));
            await bulk.WriteToServerAsync(data, cancel);
        }
    }

    /// <summary>SqlBulkCopy takes dates and times of day in the older types only.</summary>
    private static Type OfTheDriver(Type type) => type == typeof(DateOnly) ? typeof(DateTime) : type == typeof(TimeOnly) ? typeof(TimeSpan) : type;

    private static object OfTheDriver(object value) => value switch
    {
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        TimeOnly time => time.ToTimeSpan(),
        _ => value,
    };
}
