using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Lets one person do something with one document, or takes that away; nobody grants what they lack, nor to themselves.</summary>
public sealed class ShareDocument(CrmDbContext db) : IOperation
{
    /// <summary>Whom, what and until when; null for ever.</summary>
    public sealed record Request(long DocumentId, long UserId, DocumentRight Right, Instant? ExpiresAt);

    /// <returns>The grant, which replaces an earlier one of its kind; or what is wrong.</returns>
    /// <exception cref="NotFoundException">The document does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but not the actor's to share.</exception>
    public async Task<Outcome<DocumentPermission>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var document = await db.Documents.AsNoTracking().GetAsync(db, actor, request.DocumentId, DocumentRight.Share, cancel);
        if (!Enum.IsDefined(request.Right)) return Problem.Invalid("right", "Please choose a permission.");
        if (request.UserId == actor.UserId || !await db.Users.AnyAsync(u => u.Id == request.UserId && u.IsActive, cancel)) return Problem.Invalid("userId", "Please choose a person.");
        if (request.ExpiresAt <= actor.Now) return Problem.Invalid("until", "Please choose a day to come.");
        if (!await db.Documents.Where(d => d.Id == document.Id).VisibleTo(db, actor, request.Right).AnyAsync(cancel)) throw new ForbiddenException();
        var before = await db.DocumentPermissions.Where(g => g.DocumentId == document.Id && g.UserId == request.UserId && g.PermissionType == request.Right).ToListAsync(cancel);
        var grant = new DocumentPermission
        {
            DocumentId = document.Id, UserId = request.UserId, PermissionType = request.Right, GrantedAt = actor.Now, ExpiresAt = request.ExpiresAt, CreatedBy = actor.UserId!.Value,
        };
        db.Audit(actor, "document.shared", document, document.ClientId, $"{StoredText.Of(request.Right)} user={request.UserId}");
        return await db.InOneSaveAsync(async () =>
        {
            db.RemoveRange(before);
            await db.SaveChangesAsync(cancel); // the old row's key must be free first
            db.Add(grant);
        }, grant, cancel: cancel);
    }

    /// <summary>Takes a grant away.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<Outcome<bool>> RevokeAsync(Actor actor, long documentId, long grantId, CancellationToken cancel = default)
    {
        var document = await db.Documents.AsNoTracking().GetAsync(db, actor, documentId, DocumentRight.Share, cancel);
        var grant = await db.DocumentPermissions.FirstOrDefaultAsync(g => g.Id == grantId && g.DocumentId == document.Id, cancel) ?? throw new NotFoundException();
        db.Remove(grant);
        db.Audit(actor, "document.unshared", document, document.ClientId, $"{StoredText.Of(grant.PermissionType)} user={grant.UserId}");
        return await db.SaveAsync(true, cancel: cancel);
    }
}
