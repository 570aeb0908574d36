using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Opens some of what is sealed in a database, to prove that the keys in the folder are the ones it was sealed with.</summary>
public sealed class SealedSample(RecordKeyRing ring, IServiceScopeFactory scopes) : IOperation
{
    private const int Clients = 100;
    private const int RowsOfEach = 20;

    private sealed record Row(long ClientId, Guid SealId, byte[] Bytes);

    /// <summary>What does not open, as one English sentence; null when all of the sample did.</summary>
    public async Task<string?> ProblemAsync(CrmDbContext db, CancellationToken cancel = default)
    {
        var keys = new ClientKeys(db, ring, scopes);
        try
        {
            foreach (var client in await db.ClientKeys.Where(k => k.DestroyedAt == null).OrderByDescending(k => k.Id).Select(k => k.ClientId).Take(Clients).ToListAsync(cancel))
                await keys.FindAsync(client, cancel);
            foreach (var (table, column) in Columns(db.Model))
                if (await ColumnProblemAsync(db, keys, table, column, cancel) is { } problem) return problem;
            return null;
        }
        catch (RecordKeyMissingException)
        {
            return "A client's key does not open with the keys in Keys:Path. Put the safe copy of the keys there first.";
        }
    }

    /// <summary>Every column of a client's record that lies sealed: its row has a <c>seal_id</c>, and the place is bound by table and column.</summary>
    public static IEnumerable<(string Table, string Column)> Columns(IModel model) =>
        from type in model.GetEntityTypes()
        where type.FindProperty("SealId") is not null && type.FindProperty("ClientId") is not null
        from column in type.GetProperties()
        where column.ClrType == typeof(byte[])
        select (type.GetTableName()!, column.GetColumnName());

    private static async Task<string?> ColumnProblemAsync(CrmDbContext db, ClientKeys keys, string table, string column, CancellationToken cancel)
    {
        foreach (var row in await NewestAsync(db, table, column, cancel))
            try
            {
                (await keys.FindAsync(row.ClientId, cancel))?.Open(row.Bytes, new(table, column, row.SealId));
            }
            catch (CryptographicException)
            {
                return $"A row of {table} does not open with its client's key.";
            }
        return null;
    }

    // The tables are the model's, whatever area they belong to; reading stops after a few rows, which both databases understand.
    private static async Task<List<Row>> NewestAsync(CrmDbContext db, string table, string column, CancellationToken cancel)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var (name, from) = (sql.DelimitIdentifier(column), sql.DelimitIdentifier(table));
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT client_id, seal_id, {name} FROM {from} WHERE {name} IS NOT NULL AND client_id IS NOT NULL ORDER BY id DESC";
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<Row>();
            while (rows.Count < RowsOfEach && await reader.ReadAsync(cancel)) rows.Add(new(reader.GetInt64(0), reader.GetGuid(1), (byte[])reader.GetValue(2)));
            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
