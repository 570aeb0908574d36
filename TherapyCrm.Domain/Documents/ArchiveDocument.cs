using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Puts a document away, or brings it back; the file stays until the record's retention ends (domain.md §4).</summary>
public sealed class ArchiveDocument(CrmDbContext db) : IOperation
{
    /// <summary>Which, the version the person had seen, and whether it goes away or comes back.</summary>
    public sealed record Request(long DocumentId, int? Version, bool Archived = true);

    /// <returns>The document; or what is wrong.</returns>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but not the actor's to delete.</exception>
    public async Task<Outcome<Document>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var document = await db.Documents.GetAsync(db, actor, request.DocumentId, DocumentRight.Delete, cancel);
        if ((document.ArchivedAt is not null) == request.Archived) return document;
        if (document.StaleSince(request.Version) is { } stale) return stale;
        var earlier = db.Earlier(document);
        document.ArchivedAt = request.Archived ? actor.Now : null;
        return await db.SaveVersionAsync(actor, request.Archived ? "document.deleted" : "document.brought_back", document, earlier, cancel);
    }
}
