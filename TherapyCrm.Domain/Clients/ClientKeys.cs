using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Opens the keys of clients' records, and makes one when a record needs its first.</summary>
public sealed class ClientKeys(CrmDbContext db, RecordKeyRing ring, IServiceScopeFactory scopes)
{
    private readonly Dictionary<long, ClientCipher> opened = [];

    /// <summary>The cipher of the client; its key is made and committed when there is none, so not inside a transaction.</summary>
    /// <exception cref="RecordKeyMissingException">The key it is wrapped with is not in the key folder, or not the right one.</exception>
    /// <exception cref="RecordEndedException">The record was ended.</exception>
    public async Task<ClientCipher> OfAsync(long clientId, CancellationToken cancel = default)
    {
        if (opened.TryGetValue(clientId, out var cipher)) return cipher;
        var row = await FindAsync(db, clientId, cancel);
        if (row is null)
        {
            if (db.Database.CurrentTransaction is not null) throw new InvalidOperationException("A client's first key is made before the transaction.");
            row = await MakeAsync(clientId, cancel);
        }
        return opened[clientId] = Unwrapped(row);
    }

    /// <summary>The cipher of the client; null when nothing was ever sealed for it, or its record was ended.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public async Task<ClientCipher?> FindAsync(long clientId, CancellationToken cancel = default) =>
        opened.GetValueOrDefault(clientId) ?? (await FindAsync(db, clientId, cancel) is { DestroyedAt: null } row ? opened[clientId] = Unwrapped(row) : null);

    /// <summary>Wraps a client's key anew with another wrapping key.</summary>
    /// <inheritdoc cref="OfAsync"/>
    internal void Rewrap(ClientKey row, RecordKeyRing.Wrapping with)
    {
        var master = Master(row);
        (row.KekId, row.WrappedKey) = (with.Id, Sealing.Seal(with.Key, master, Place(row.ClientId, row.KeyId, with.Id)));
    }

    private static Task<ClientKey?> FindAsync(CrmDbContext db, long clientId, CancellationToken cancel) =>
        db.ClientKeys.AsNoTracking().FirstOrDefaultAsync(k => k.ClientId == clientId, cancel);

    private async Task<ClientKey> MakeAsync(long clientId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        var with = await WrappingAsync(own, cancel);
        var keyId = Guid.NewGuid().ToString("N");
        own.ClientKeys.Add(new ClientKey
        {
            ClientId = clientId, KeyId = keyId, KekId = with.Id,
            WrappedKey = Sealing.Seal(with.Key, RandomNumberGenerator.GetBytes(Sealing.KeyLength), Place(clientId, keyId, with.Id)),
        });
        try
        {
            await own.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (CrmDbContext.IsDuplicate(e))
        {
            // another request made it first; its key counts
        }
        return await FindAsync(db, clientId, cancel) ?? throw new InvalidOperationException("The client's key was not kept.");
    }

    // With a folder that lacks a key in use, a new one would only mix two installations.
    private async Task<RecordKeyRing.Wrapping> WrappingAsync(CrmDbContext own, CancellationToken cancel)
    {
        var used = await own.ClientKeys.Where(k => k.DestroyedAt == null).Select(k => k.KekId).Distinct().ToListAsync(cancel);
        if (used.Exists(id => ring.Find(id) is null)) throw new RecordKeyMissingException();
        return ring.Newest() ?? ring.Add();
    }

    private ClientCipher Unwrapped(ClientKey row) => new(row.KeyId, Master(row));

    private byte[] Master(ClientKey row)
    {
        if (row.WrappedKey is not { } wrapped) throw new RecordEndedException();
        var key = ring.Find(row.KekId) ?? throw new RecordKeyMissingException();
        try
        {
            return Sealing.Open(key, wrapped, Place(row.ClientId, row.KeyId, row.KekId));
        }
        catch (CryptographicException e)
        {
            throw new RecordKeyMissingException("A client's key does not open with its wrapping key.", e);
        }
    }

    private static string Place(long clientId, string keyId, string kekId) => $"client_keys|{clientId}|{keyId}|{kekId}";
}
