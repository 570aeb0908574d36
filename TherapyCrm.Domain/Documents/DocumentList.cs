using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>In which order documents are listed.</summary>
public enum DocumentSort
{
    [JsonStringEnumMemberName("-uploadDate")] Newest,
    [JsonStringEnumMemberName("uploadDate")] Oldest,
    [JsonStringEnumMemberName("title")] Title,
    [JsonStringEnumMemberName("expirationDate")] Expiry,
    [JsonStringEnumMemberName("-fileSize")] Largest,
}

/// <summary>Whose documents are listed.</summary>
public enum DocumentScope { All, Clients, Practice }

/// <summary>One line of a list of documents.</summary>
/// <param name="Client">Name of the client; null for the practice's own, and when the reader may not see the client.</param>
public sealed record DocumentRow(
    long Id, int Version, string Title, string FileName, string FileType, string MimeType, long FileSize, string Checksum, long? CategoryId, string? Category, bool IsClinical,
    SecurityClassification Classification, IReadOnlyList<string> Tags, long? ClientId, string? Client, long? LearnerId, string? Learner, long UploaderId, string Uploader,
    Instant UploadDate, Instant VersionAt, int? RetentionPeriodDays, LocalDate? ExpirationDate, Instant? ArchivedAt);

/// <summary>Lists the documents one may see: of one client, or the library across clients and the practice.</summary>
public sealed class DocumentList(CrmDbContext db, ReadLog reads)
{
    /// <summary>What is looked for; archived documents stay out unless they are asked for.</summary>
    public sealed record Request
    {
        public long? ClientId { get; init; }
        public long? LearnerId { get; init; }
        public DocumentScope Scope { get; init; }
        public string? Text { get; init; }
        public long? CategoryId { get; init; }
        public SecurityClassification? Classification { get; init; }

        /// <summary>Holding no longer than to this day.</summary>
        public LocalDate? ExpiresBy { get; init; }
        public bool Archived { get; init; }
        public DocumentSort Sort { get; init; }
        public int Page { get; init; } = 1;

        /// <summary>1 to 200.</summary>
        public int PageSize { get; init; } = 50;

        internal string ForLog => FormattableString.Invariant(
            $"text={(Text is { Length: > 60 } ? Text[..60] : Text)} category={CategoryId} class={Classification} expires={ExpiresBy} scope={Scope} archived={Archived} page={Page}");
    }

    /// <summary>The page asked for; the look is on record.</summary>
    /// <exception cref="NotFoundException">The client asked for is out of the actor's sight, and none of its documents is in it.</exception>
    public async Task<PageOf<DocumentRow>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.UserId is null) throw new ForbiddenException();
        var (page, size) = (Math.Clamp(request.Page, 1, 1_000_000), Math.Clamp(request.PageSize, 1, 200));
        if (request.ClientId is { } one && !await db.Documents.VisibleTo(db, actor, DocumentRight.Read).AnyAsync(d => d.ClientId == one, cancel))
            await db.Clients.AsNoTracking().GetAsync(db, actor, one, Permission.ViewClients, cancel);
        var found = Filtered(actor, request);
        var total = await found.CountAsync(cancel);
        var rows = await Sorted(found, request.Sort).Skip((page - 1) * size).Take(size).Select(d => new
        {
            Document = d, Category = d.Category!.Name, Clinical = d.Category == null || d.Category.IsClinical,
            Uploader = db.Users.Where(u => u.Id == d.UploaderId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
        }).ToListAsync(cancel);
        var (clients, learners) = await NamesAsync(actor, rows.ConvertAll(r => r.Document), cancel);
        if (request.ClientId is { } client) await reads.OneAsync(actor, "client.documents_read", client, client, cancel);
        else await reads.ListAsync(actor, "document.listed", request.ForLog, total, cancel);
        return new([.. rows.Select(r => Row(r.Document, r.Category, r.Clinical, r.Uploader, clients, learners))], page, size, total);
    }

    private static DocumentRow Row(Document d, string? category, bool clinical, string? uploader, Dictionary<long, string> clients, Dictionary<long, string> learners) => new(
        d.Id, d.Version, d.Title, d.FileName, d.FileType, d.MimeType, d.FileSize, d.Checksum, d.CategoryId, category, clinical, d.SecurityClassification, d.TagList,
        d.ClientId, d.ClientId is { } c ? clients.GetValueOrDefault(c) : null, d.LearnerId, d.LearnerId is { } l ? learners.GetValueOrDefault(l) : null,
        d.UploaderId, uploader ?? "", d.UploadDate, d.VersionAt, d.RetentionPeriodDays, d.ExpirationDate, d.ArchivedAt);

    private IQueryable<Document> Filtered(Actor actor, Request request)
    {
        var documents = db.Documents.AsNoTracking().VisibleTo(db, actor, DocumentRight.Read);
        documents = request.Archived ? documents.Where(d => d.ArchivedAt != null) : documents.Where(d => d.ArchivedAt == null);
        if (request.ClientId is { } client) documents = documents.Where(d => d.ClientId == client);
        if (request.LearnerId is { } learner) documents = documents.Where(d => d.LearnerId == learner);
        if (request.Scope == DocumentScope.Clients) documents = documents.Where(d => d.ClientId != null);
        if (request.Scope == DocumentScope.Practice) documents = documents.Where(d => d.ClientId == null);
        if (request.CategoryId is { } category) documents = documents.Where(d => d.CategoryId == category);
        if (request.Classification is { } classification) documents = documents.Where(d => d.SecurityClassification == classification);
        if (request.ExpiresBy is { } day) documents = documents.Where(d => d.ExpirationDate != null && d.ExpirationDate <= day);
        foreach (var word in Folded.Words(request.Text).Take(8)) documents = documents.Where(d => d.SearchText.Contains(" " + word));
        return documents;
    }

    private static IOrderedQueryable<Document> Sorted(IQueryable<Document> documents, DocumentSort sort) => sort switch
    {
        DocumentSort.Oldest => documents.OrderBy(d => d.UploadDate).ThenBy(d => d.Id),
        DocumentSort.Title => documents.OrderBy(d => d.SearchText).ThenBy(d => d.Id),
        DocumentSort.Expiry => documents.OrderBy(d => d.ExpirationDate == null).ThenBy(d => d.ExpirationDate).ThenBy(d => d.Id),
        DocumentSort.Largest => documents.OrderByDescending(d => d.FileSize).ThenBy(d => d.Id),
        _ => documents.OrderByDescending(d => d.UploadDate).ThenByDescending(d => d.Id),
    };

    private async Task<(Dictionary<long, string> Clients, Dictionary<long, string> Learners)> NamesAsync(Actor actor, List<Document> rows, CancellationToken cancel)
    {
        var (clients, learners) = (rows.Select(d => d.ClientId).OfType<long>().Distinct().ToList(), rows.Select(d => d.LearnerId).OfType<long>().Distinct().ToList());
        return (
            await db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Where(c => clients.Contains(c.Id))
                .Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName }).ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
            await db.Learners.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Where(l => learners.Contains(l.Id))
                .Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }).ToDictionaryAsync(l => l.Id, l => l.Name, cancel));
    }
}
