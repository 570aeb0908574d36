using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Takes a file into the record of a client, or of the practice itself.</summary>
public sealed class UploadDocument(CrmDbContext db, DocumentRules rules, DocumentKeys keys, DocumentStore store) : IOperation
{
    /// <summary>The file, about whom, and what is said about it.</summary>
    public sealed record Request
    {
        /// <summary>Null for a document of the practice.</summary>
        public required long? ClientId { get; init; }
        public required DocumentDetails Details { get; init; }
        public required string FileName { get; init; }

        /// <summary>Read once, from where it stands to its end.</summary>
        public required Stream Content { get; init; }
    }

    /// <returns>The document, whose file is on the disk; or why it is not kept.</returns>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">Its documents are not the actor's to write.</exception>
    public async Task<Outcome<Document>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.UserId is not { } me) throw new ForbiddenException();
        if (await rules.CheckAsync(actor, request.ClientId, request.Details, null, cancel) is { Length: > 0 } problems) return problems;
        if (await db.DoneBeforeAsync(actor, nameof(Document), cancel) is { } done) return await db.Documents.SingleAsync(d => d.Id == done, cancel);
        var cipher = await keys.OfAsync(request.ClientId, cancel);
        var stored = await store.AddAsync(cipher.KeyId, cipher.FileKey, request.FileName, request.Content, cancel);
        if (!stored.Succeeded) return Outcome<Document>.Failed(stored.Problems);

        var document = new Document
        {
            ClientId = request.ClientId, UploaderId = me, UploadDate = actor.Now, VersionAt = actor.Now, VersionBy = me,
            Title = Path.GetFileNameWithoutExtension(stored.Value.Name), SealId = Guid.NewGuid(),
        };
        document.Take(stored.Value);
        request.Details.WriteTo(document);
        request.Details.SealInto(document, cipher);
        db.Audit(actor, "document.uploaded", document, document.ClientId, document.FileType);
        db.Answers(document);
        return await db.InOneSaveAsync(async () =>
        {
            db.Add(document);
            await db.SaveChangesAsync(cancel);
            if (document.SecurityClassification == SecurityClassification.Restricted) await db.KeepRightsAsync(actor, document, cancel);
        }, document, cancel: cancel);
    }
}
