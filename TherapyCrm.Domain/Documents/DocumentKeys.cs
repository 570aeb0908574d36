using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>The cipher that a document's file and text are sealed with: its client's, or the practice's own.</summary>
public sealed class DocumentKeys(CrmDbContext db, ClientKeys clients, KeyFolder folder)
{
    private const string Name = "practice-documents";

    /// <summary>For a new document; not inside a transaction.</summary>
    /// <exception cref="RecordKeyMissingException">The key is not in the key folder.</exception>
    /// <exception cref="RecordEndedException">The record was ended.</exception>
    public async Task<ClientCipher> OfAsync(long? clientId, CancellationToken cancel)
    {
        if (clientId is { } client) return await clients.OfAsync(client, cancel);
        if (folder.Names(Name).Count == 0 && await db.Documents.AnyAsync(d => d.ClientId == null, cancel)) throw new RecordKeyMissingException();
        return Practice();
    }

    /// <summary>For a document that is stored.</summary>
    /// <inheritdoc cref="OfAsync(long?, CancellationToken)"/>
    public async Task<ClientCipher> OfAsync(Document document, CancellationToken cancel)
    {
        var cipher = await OfAsync(document.ClientId, cancel);
        return document.EncryptionKeyId is null || cipher.KeyId == document.EncryptionKeyId ? cipher : throw new RecordKeyMissingException();
    }

    private ClientCipher Practice()
    {
        var key = folder.Key(Name);
        return new($"practice-{KeyFolder.IdOf(key)}", key);
    }
}
