using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>A document's file, open for reading from any place in it.</summary>
/// <param name="IsShown">True when browsers show this kind safely by themselves.</param>
public sealed record OpenFile(Stream Content, string FileName, string MimeType, bool IsShown, string Checksum);

/// <summary>Opens the file of a document; who read it is on file first.</summary>
public sealed class DocumentContent(CrmDbContext db, DocumentKeys keys, DocumentStore store, ReadLog reads)
{
    /// <summary>The file.</summary>
    /// <param name="version">An earlier version; null for the newest.</param>
    /// <param name="shown">True to look at it, false to take it along.</param>
    /// <exception cref="NotFoundException">The document or version does not exist, or is out of the actor's sight.</exception>
    public async Task<OpenFile> OpenAsync(Actor actor, long documentId, int? version, bool shown, CancellationToken cancel = default)
    {
        var document = await db.Documents.AsNoTracking().GetAsync(db, actor, documentId, DocumentRight.Read, cancel);
        if (version is { } number && number != document.Version)
            document = await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.ParentDocumentId == documentId && d.Version == number, cancel) ?? throw new NotFoundException();
        var cipher = await keys.OfAsync(document, cancel);
        var kind = FileKinds.All.Single(k => k.Name == document.FileType);
        await reads.WriteAsync(AuditLog.Line(actor, shown ? "document.read" : "document.downloaded", AuditOutcome.Ok, documentId, document.ClientId, $"version={document.Version}"), cancel);
        return new(store.Open(document.FilePath, document.FileId, cipher.FileKey(document.FileId), document.FileSize), document.FileName, kind.MimeType, kind.IsShown, document.Checksum);
    }
}
