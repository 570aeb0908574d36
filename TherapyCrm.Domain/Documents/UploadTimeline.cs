using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Documents on the timeline, each by its own rule.</summary>
public sealed class UploadTimeline(CrmDbContext db) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Upload;

    /// <inheritdoc/>
    public Permission? Needs => null;

    /// <inheritdoc/>
    public int Rank => 6;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Seen(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel)
    {
        var documents = Seen(scope);
        if (TimelineScope.Behind(after, Rank) is var (at, id)) documents = documents.Where(d => d.UploadDate <= at && (d.UploadDate < at || d.Id < id));
        var rows = await documents.OrderByDescending(d => d.UploadDate).ThenByDescending(d => d.Id).Take(most)
            .Select(d => new { Document = d, Category = d.Category!.Name, By = db.Users.Where(u => u.Id == d.UploaderId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() }).ToListAsync(cancel);
        return rows.ConvertAll(r => new TimelineRow(new(r.Document.UploadDate, Rank, r.Document.Id), cipher => Opened(scope, r.Document, r.Category, r.By, cipher)));
    }

    private IQueryable<Document> Seen(TimelineScope scope)
    {
        var (client, learner) = (scope.ClientId, scope.LearnerId);
        var documents = db.Documents.AsNoTracking().Where(d => d.ClientId == client && d.ArchivedAt == null).ReadableIn(db, scope.Actor, p => InSight(scope, p));
        if (learner is not null) documents = documents.Where(d => d.LearnerId == learner);
        if (scope.From is { } from) documents = documents.Where(d => d.UploadDate >= from);
        return scope.Until is { } until ? documents.Where(d => d.UploadDate < until) : documents;
    }

    private static Expression<Func<Document, bool>> InSight(TimelineScope scope, Permission permission)
    {
        var (ofClient, learners, ofAll) = scope.SightOf(permission);
        if (ofAll) return _ => true;
        return ofClient ? d => d.LearnerId == null || learners.Contains(d.LearnerId.Value) : d => d.LearnerId != null && learners.Contains(d.LearnerId.Value);
    }

    private TimelineEntry Opened(TimelineScope scope, Document document, string? category, string? by, ClientCipher? cipher)
    {
        var local = Zones.ToLocal(document.UploadDate, scope.Zone);
        return new(new(document.UploadDate, Rank, document.Id), Class, local.Date, local.TimeOfDay, new Said("Document: {0}", document.Title), $"/documents/{document.Id}")
        {
            By = by, LearnerId = document.LearnerId, Marks = document.SecurityClassification == SecurityClassification.Restricted ? ["Restricted"] : [],
            Lines =
            [
                new(null, string.Join(" · ", new[] { category, document.FileName }.OfType<string>())),
                .. cipher is not null && DocumentDetails.Opened(document, cipher) is { } description ? [new TimelineLine(null, description)] : Array.Empty<TimelineLine>(),
            ],
        };
    }
}
