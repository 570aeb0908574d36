using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Documents;

/// <summary>Whom a document is about.</summary>
public sealed record DocumentClient(long Id, string FullName, string FileNumber, int? Age);

/// <summary>One version of a document, with its words opened.</summary>
public sealed record DocumentVersion(Document Document, string? Description, string? Category, string? Learner, string? By)
{
    /// <summary>Whom it is about; null for the practice's own, for an earlier version, and when the reader may not see the client.</summary>
    public DocumentClient? Client { get; init; }
}

/// <summary>A grant on a document, as people read it.</summary>
public sealed record DocumentGrant(long Id, long UserId, string User, DocumentRight Right, Instant GrantedAt, string? GrantedBy, Instant? ExpiresAt, bool IsLive);

/// <summary>Who did what with a document.</summary>
public sealed record DocumentAccess(Instant At, string? User, DocumentAction Action, string? Details);

/// <summary>A document with its versions, and what the reader may do with it.</summary>
/// <param name="Client">Whom it is about; null for the practice's own, and when the reader may not see the client.</param>
/// <param name="Versions">The newest first; it is the document itself.</param>
/// <param name="Grants">Empty for who may not share it.</param>
/// <param name="Log">The newest first, at most <see cref="OpenDocument.LongestLog"/>.</param>
public sealed record DocumentView(
    Document Document, DocumentClient? Client, string Uploader, bool IsClinical, IReadOnlyList<DocumentVersion> Versions, IReadOnlyList<DocumentGrant> Grants,
    IReadOnlyList<DocumentAccess> Log, bool MayWrite, bool MayDelete, bool MayShare)
{
    /// <summary>The newest version.</summary>
    public DocumentVersion Now => Versions[0];
}

/// <summary>Opens a document's page; the look is on record before.</summary>
public sealed class OpenDocument(CrmDbContext db, DocumentKeys keys, PracticeDay practiceDay, ReadLog reads)
{
    /// <summary>Most lines of the log that are shown.</summary>
    public const int LongestLog = 50;

    /// <summary>The document with everything about it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public async Task<DocumentView> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var document = await db.Documents.AsNoTracking().GetAsync(db, actor, id, DocumentRight.Read, cancel);
        var (write, delete, share) = (await MayAsync(actor, id, DocumentRight.Write, cancel), await MayAsync(actor, id, DocumentRight.Delete, cancel), await MayAsync(actor, id, DocumentRight.Share, cancel));
        await reads.OneAsync(actor, "document.read", id, document.ClientId, cancel);
        var client = await ClientAsync(actor, document, cancel);
        var versions = await VersionsAsync(actor, document, cancel);
        var clinical = await db.DocumentCategories.Where(x => x.Id == document.CategoryId).Select(x => (bool?)x.IsClinical).FirstOrDefaultAsync(cancel) ?? true;
        return new(document, client, await UserAsync(document.UploaderId, cancel) ?? "", clinical, versions, share ? await GrantsAsync(actor, id, cancel) : [], await LogAsync(id, cancel), write, delete, share);
    }

    /// <summary>The newest version alone, for its form and for programs.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<DocumentVersion> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var document = await db.Documents.AsNoTracking().GetAsync(db, actor, id, DocumentRight.Read, cancel);
        await reads.OneAsync(actor, "document.read", id, document.ClientId, cancel);
        return new(document, DocumentDetails.Opened(document, await keys.OfAsync(document, cancel)), null, null, null) { Client = await ClientAsync(actor, document, cancel) };
    }

    /// <summary>The newest version, for who is about to change it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but not the actor's to change.</exception>
    public async Task<DocumentVersion> ForEditAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await db.Documents.AsNoTracking().GetAsync(db, actor, id, DocumentRight.Write, cancel);
        return await OneAsync(actor, id, cancel);
    }

    private Task<bool> MayAsync(Actor actor, long id, DocumentRight right, CancellationToken cancel) =>
        db.Documents.Where(d => d.Id == id).VisibleTo(db, actor, right).AnyAsync(cancel);

    private async Task<DocumentClient?> ClientAsync(Actor actor, Document document, CancellationToken cancel)
    {
        if (document.ClientId is not { } id) return null;
        var client = await db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).FirstOrDefaultAsync(c => c.Id == id, cancel);
        return client is null ? null : new(client.Id, client.FullName, client.FileNumber, Ages.On(client.DateOfBirth, await practiceDay.OfAsync(actor.Now, cancel)));
    }

    private Task<string?> UserAsync(long id, CancellationToken cancel) =>
        db.Users.Where(u => u.Id == id).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel);

    private async Task<List<DocumentVersion>> VersionsAsync(Actor actor, Document document, CancellationToken cancel)
    {
        var cipher = await keys.OfAsync(document, cancel);
        var rows = await db.Documents.AsNoTracking().Where(d => d.Id == document.Id || d.ParentDocumentId == document.Id).OrderByDescending(d => d.Version).Select(d => new
        {
            Document = d, Category = db.DocumentCategories.Where(c => c.Id == d.CategoryId).Select(c => c.Name).FirstOrDefault(),
            By = db.Users.Where(u => u.Id == d.VersionBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
        }).ToListAsync(cancel);
        var ids = rows.Select(r => r.Document.LearnerId).OfType<long>().Distinct().ToList();
        var learners = await db.Learners.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Where(l => ids.Contains(l.Id))
            .Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }).ToDictionaryAsync(l => l.Id, l => l.Name, cancel);
        return rows.ConvertAll(r => new DocumentVersion(
            r.Document, DocumentDetails.Opened(r.Document, cipher), r.Category, r.Document.LearnerId is { } l ? learners.GetValueOrDefault(l) : null, r.By));
    }

    private async Task<List<DocumentGrant>> GrantsAsync(Actor actor, long id, CancellationToken cancel)
    {
        var now = actor.Now;
        return await db.DocumentPermissions.Where(g => g.DocumentId == id).OrderBy(g => g.Id).Select(g => new DocumentGrant(
            g.Id, g.UserId, db.Users.Where(u => u.Id == g.UserId).Select(u => u.FirstName + " " + u.LastName).First(), g.PermissionType, g.GrantedAt,
            db.Users.Where(u => u.Id == g.CreatedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(), g.ExpiresAt, g.ExpiresAt == null || g.ExpiresAt > now)).ToListAsync(cancel);
    }

    private Task<List<DocumentAccess>> LogAsync(long id, CancellationToken cancel) => db.DocumentAccessLogs.Where(l => l.DocumentId == id).OrderByDescending(l => l.Id).Take(LongestLog)
        .Select(l => new DocumentAccess(l.AccessTimestamp, db.Users.Where(u => u.Id == l.UserId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(), l.ActionType, l.AdditionalInfo)).ToListAsync(cancel);
}
