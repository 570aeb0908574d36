using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Lays a new file over a document; the one before stays as a version.</summary>
public sealed class AddDocumentVersion(CrmDbContext db, DocumentKeys keys, DocumentStore store) : IOperation
{
    /// <summary>The file, and the version the person had seen.</summary>
    public sealed record Request(long DocumentId, int? Version, string FileName, Stream Content);

    /// <inheritdoc cref="EditDocument.RunAsync"/>
    public async Task<Outcome<Document>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var document = await db.Documents.GetAsync(db, actor, request.DocumentId, DocumentRight.Write, cancel);
        if (document.StaleSince(request.Version) is { } stale) return stale;
        if (document.ArchivedAt is not null) return EditDocument.Archived;
        var cipher = await keys.OfAsync(document, cancel);
        var stored = await store.AddAsync(cipher.KeyId, cipher.FileKey, request.FileName, request.Content, cancel);
        if (!stored.Succeeded) return Outcome<Document>.Failed(stored.Problems);
        var earlier = db.Earlier(document);
        document.Take(stored.Value);
        return await db.SaveVersionAsync(actor, "document.version_added", document, earlier, cancel);
    }
}
