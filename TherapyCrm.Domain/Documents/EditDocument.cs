using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Changes what is said about a document; what was said before stays as a version.</summary>
public sealed class EditDocument(CrmDbContext db, DocumentRules rules, DocumentKeys keys) : IOperation
{
    internal static readonly Problem Archived = Problem.Conflict("", "This document is archived. Bring it back to change it.");

    /// <summary>What should be said, and the version the editor had seen.</summary>
    public sealed record Request(long DocumentId, int? Version, DocumentDetails Details);

    /// <returns>The document; or what is wrong.</returns>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but not the actor's to change.</exception>
    public async Task<Outcome<Document>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var document = await db.Documents.GetAsync(db, actor, request.DocumentId, DocumentRight.Write, cancel);
        if (document.StaleSince(request.Version) is { } stale) return stale;
        if (document.ArchivedAt is not null) return Archived;
        if (await rules.CheckAsync(actor, document.ClientId, request.Details, document, cancel) is { Length: > 0 } problems) return problems;
        if (await WrongAsync(actor, document, request.Details, cancel) is { } wrong) return wrong;
        var (cipher, earlier) = (await keys.OfAsync(document, cancel), db.Earlier(document));
        request.Details.WriteTo(document);
        request.Details.SealInto(document, cipher);
        return await db.SaveVersionAsync(actor, "document.edited", document, earlier, cancel);
    }

    private async Task<Problem?> WrongAsync(Actor actor, Document document, DocumentDetails details, CancellationToken cancel)
    {
        if (document.RetentionPeriodDays is { } days && (details.RetentionPeriodDays ?? 0) < days)
            return Problem.Invalid("retentionPeriodDays", "The retention can only be lengthened; it is {0} days now.", days);
        var lifted = document.SecurityClassification == SecurityClassification.Restricted && details.Classification != SecurityClassification.Restricted;
        return lifted && !await db.Documents.Where(d => d.Id == document.Id).VisibleTo(db, actor, DocumentRight.Share).AnyAsync(cancel)
            ? Problem.Invalid("securityClassification", "Only who may share this document may lift its restriction.")
            : null;
    }
}
