using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Keeps what a document was before each change.</summary>
internal static class DocumentVersions
{
    private static readonly DocumentRight[] Kept = [DocumentRight.Write, DocumentRight.Delete, DocumentRight.Share];

    /// <summary>The document as it is now, as a row of its own; to be made before anything is changed.</summary>
    public static Document Earlier(this CrmDbContext db, Document now)
    {
        var copy = new Document
        {
            ClientId = now.ClientId, LearnerId = now.LearnerId, UploaderId = now.UploaderId, UploadDate = now.UploadDate, Title = now.Title, Description = now.Description,
            SealId = now.SealId, Tags = now.Tags, CategoryId = now.CategoryId, SecurityClassification = now.SecurityClassification, RetentionPeriodDays = now.RetentionPeriodDays,
            ExpirationDate = now.ExpirationDate, VersionAt = now.VersionAt, VersionBy = now.VersionBy, ArchivedAt = now.ArchivedAt, IsLatestVersion = false, ParentDocumentId = now.Id,
        };
        copy.TakeFileOf(now);
        db.Entry(copy).Property(d => d.Version).CurrentValue = now.Version;
        return copy;
    }

    /// <summary>Saves the change as a new version, with what was before and its line in the log.</summary>
    public static async Task<Outcome<Document>> SaveVersionAsync(this CrmDbContext db, Actor actor, string action, Document document, Document earlier, CancellationToken cancel)
    {
        var changed = db.ChangedFields(document);
        if (changed.Count == 0) return document;
        (document.VersionAt, document.VersionBy) = (actor.Now, actor.UserId!.Value);
        db.Entry(document).State = EntityState.Modified;
        db.Add(earlier);
        if (document.SecurityClassification == SecurityClassification.Restricted) await db.KeepRightsAsync(actor, document, cancel);
        db.Audit(actor, action, document, document.ClientId, string.Join(",", changed));
        return await db.SaveAsync(document, cancel: cancel);
    }

    /// <summary>Who restricts a document goes on working with it: nothing is inherited any more, so it is granted.</summary>
    public static async Task KeepRightsAsync(this CrmDbContext db, Actor actor, Document document, CancellationToken cancel)
    {
        var me = actor.UserId!.Value;
        var had = await db.DocumentPermissions.Where(g => g.DocumentId == document.Id && g.UserId == me).Select(g => g.PermissionType).ToListAsync(cancel);
        db.DocumentPermissions.AddRange(Kept.Except(had).Select(right => new DocumentPermission
        {
            DocumentId = document.Id, UserId = me, PermissionType = right, GrantedAt = actor.Now, CreatedBy = me,
        }));
    }
}
