using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Opens some of what is sealed in a database, to prove that the keys in the folder are the ones it was sealed with.</summary>
public sealed class SealedSample(RecordKeyRing ring, IServiceScopeFactory scopes)
{
    private const int Clients = 100;
    private const int RowsOfEach = 20;

    /// <summary>What does not open, as one English sentence; null when all of the sample did.</summary>
    public async Task<string?> ProblemAsync(CrmDbContext db, CancellationToken cancel = default)
    {
        var keys = new ClientKeys(db, ring, scopes);
        try
        {
            foreach (var client in await db.ClientKeys.Where(k => k.DestroyedAt == null).OrderByDescending(k => k.Id).Select(k => k.ClientId).Take(Clients).ToListAsync(cancel))
                await keys.FindAsync(client, cancel);
            foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IClientOwned)) && t.FindProperty("SealId") is not null))
                foreach (var column in type.GetProperties().Where(p => p.ClrType == typeof(byte[]) && p.Name.StartsWith("Sealed", StringComparison.Ordinal)))
                    if (await ColumnProblemAsync(db, keys, type, column, cancel) is { } problem) return problem;
            return null;
        }
        catch (RecordKeyMissingException)
        {
            return "A client's key does not open with the keys in Keys:Path. Put the safe copy of the keys there first.";
        }
    }

    private static async Task<string?> ColumnProblemAsync(CrmDbContext db, ClientKeys keys, IEntityType type, IProperty column, CancellationToken cancel)
    {
        var (table, name) = (type.GetTableName()!, column.GetColumnName());
        var newest = $"SELECT r.client_id AS ClientId, r.seal_id AS SealId, r.{name} AS Bytes FROM {table} r WHERE r.{name} IS NOT NULL ORDER BY r.id DESC LIMIT {RowsOfEach}"; // names of the model
        foreach (var row in await db.Database.SqlQueryRaw<Row>(newest).ToListAsync(cancel))
            try
            {
                (await keys.FindAsync(row.ClientId, cancel))?.Open(row.Bytes, new(table, name, row.SealId));
            }
            catch (CryptographicException)
            {
                return $"A row of {table} does not open with its client's key.";
            }
        return null;
    }

    private sealed record Row(long ClientId, Guid SealId, byte[] Bytes);
}
