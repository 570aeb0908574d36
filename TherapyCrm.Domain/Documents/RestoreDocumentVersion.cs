using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Makes an earlier version the newest again: its file and its words. What decides who sees the document, and how long it is kept, stays as it is.</summary>
public sealed class RestoreDocumentVersion(CrmDbContext db) : IOperation
{
    /// <summary>Which earlier version, and the version the person had seen.</summary>
    public sealed record Request(long DocumentId, int? Version, int Earlier);

    /// <inheritdoc cref="EditDocument.RunAsync"/>
    public async Task<Outcome<Document>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var document = await db.Documents.GetAsync(db, actor, request.DocumentId, DocumentRight.Write, cancel);
        if (document.StaleSince(request.Version) is { } stale) return stale;
        if (document.ArchivedAt is not null) return EditDocument.Archived;
        var wanted = await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.ParentDocumentId == document.Id && d.Version == request.Earlier, cancel) ?? throw new NotFoundException();
        var earlier = db.Earlier(document);
        (document.Title, document.Description, document.SealId, document.Tags, document.ExpirationDate) = (wanted.Title, wanted.Description, wanted.SealId, wanted.Tags, wanted.ExpirationDate);
        document.TakeFileOf(wanted);
        return await db.SaveVersionAsync(actor, "document.version_restored", document, earlier, cancel);
    }
}
