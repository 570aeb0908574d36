using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Domain.Data;

/// <summary>
/// The rule of <see cref="Visibility"/> for documents, which may be granted one by one, are seen by who uploaded them, and inherit nothing when they
/// are restricted (access.md §1, rows 4 to 7). Earlier versions are reached through their document only.
/// </summary>
public static class DocumentVisibility
{
    /// <summary>The documents the actor may do this with, reading included.</summary>
    public static IQueryable<Document> VisibleTo(this IQueryable<Document> documents, CrmDbContext db, Actor actor, DocumentRight right) =>
        documents.Where(OfDocument(db, actor, right));

    /// <summary>The document, for doing this with it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but this may not be done with it.</exception>
    public static async Task<Document> GetAsync(this IQueryable<Document> documents, CrmDbContext db, Actor actor, long id, DocumentRight right, CancellationToken cancel)
    {
        var one = documents.Where(d => d.Id == id);
        var seen = await one.VisibleTo(db, actor, DocumentRight.Read).FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();
        if (right != DocumentRight.Read && !await one.VisibleTo(db, actor, right).AnyAsync(cancel)) throw new ForbiddenException();
        return seen;
    }

    /// <summary>Those of one client that may be read, when it is known what the actor sees of it and its learners with a permission.</summary>
    internal static IQueryable<Document> ReadableIn(this IQueryable<Document> documents, CrmDbContext db, Actor actor, Func<Permission, Expression<Func<Document, bool>>> seen)
    {
        var asked = new[] { Asks(DocumentRight.Read, clinical: true), Asks(DocumentRight.Read, clinical: false) };
        if (actor.BreaksGlass || asked.Any(p => actor.Denied.Contains(p) || actor.GrantedOnRecords.Contains(p) || actor.DeniedOnRecords.Contains(p))) return documents.VisibleTo(db, actor, DocumentRight.Read);
        Expression<Func<Document, bool>> current = d => d.ParentDocumentId == null, open = d => d.SecurityClassification != SecurityClassification.Restricted;
        Expression<Func<Document, bool>> clinical = d => d.Category == null || d.Category.IsClinical, other = d => d.Category != null && !d.Category.IsClinical;
        var (own, me) = (Granted(db, actor, DocumentRight.Read), actor.UserId);
        if (me is not null) own = own.Or(d => d.UploaderId == me);
        return documents.Where(current.And(own.Or(open.And(clinical.And(seen(asked[0])).Or(other.And(seen(asked[1])))))));
    }

    /// <summary>The rule for one document, for use inside a projection.</summary>
    public static Expression<Func<Document, bool>> OfDocument(CrmDbContext db, Actor actor, DocumentRight right)
    {
        var rule = InEither(db, actor, right);
        if (right != DocumentRight.Read) rule = rule.And(InEither(db, actor, DocumentRight.Read));
        Expression<Func<Document, bool>> current = d => d.ParentDocumentId == null;
        return current.And(rule);
    }

    /// <summary>The capability that stands for a right on documents of the category.</summary>
    public static Permission Asks(DocumentRight right, bool clinical) => (right == DocumentRight.Read, clinical) switch
    {
        (true, true) => Permission.ViewClinical,
        (true, false) => Permission.ViewDocuments,
        (false, true) => Permission.WriteClinical,
        (false, false) => Permission.EditDocuments,
    };

    // A document without a category counts as clinical until somebody files it.
    private static Expression<Func<Document, bool>> InEither(CrmDbContext db, Actor actor, DocumentRight right)
    {
        Expression<Func<Document, bool>> clinical = d => d.Category == null || d.Category.IsClinical;
        Expression<Func<Document, bool>> other = d => d.Category != null && !d.Category.IsClinical;
        return clinical.And(Rule(db, actor, right, Asks(right, clinical: true))).Or(other.And(Rule(db, actor, right, Asks(right, clinical: false))));
    }

    private static Expression<Func<Document, bool>> Rule(CrmDbContext db, Actor actor, DocumentRight right, Permission permission)
    {
        if (actor.Denied.Contains(permission)) return _ => false;
        var allowed = Inherited(db, actor, permission).Or(Granted(db, actor, right));
        if (right == DocumentRight.Read && actor.UserId is { } me)
        {
            allowed = allowed.Or(d => d.UploaderId == me);
            if (actor.BreaksGlass) allowed = allowed.Or(OfAClient(Visibility.BrokenGlass(db, actor)));
        }
        if (!actor.DeniedOnRecords.Contains(permission)) return allowed;
        Expression<Func<Document, bool>> denied = OfAClient(Visibility.RecordDeny(db, actor, permission));
        return allowed.And(Expression.Lambda<Func<Document, bool>>(Expression.Not(denied.Body), denied.Parameters));
    }

    private static Expression<Func<Document, bool>> Inherited(CrmDbContext db, Actor actor, Permission permission)
    {
        Expression<Func<Document, bool>> open = d => d.SecurityClassification != SecurityClassification.Restricted;
        var reached = OfAClient(Visibility.Inherited(db, actor, permission));
        if (actor.ReachOf(permission) == Reach.Any) reached = _ => true; // the practice's own as well
        return open.And(reached);
    }

    private static Expression<Func<Document, bool>> Granted(CrmDbContext db, Actor actor, DocumentRight right)
    {
        var (me, now) = (actor.UserId, actor.Now);
        if (right == DocumentRight.Read)
            return d => db.DocumentPermissions.Any(g => g.DocumentId == d.Id && g.UserId == me && (g.ExpiresAt == null || g.ExpiresAt > now));
        return d => db.DocumentPermissions.Any(g => g.DocumentId == d.Id && g.UserId == me && g.PermissionType == right && (g.ExpiresAt == null || g.ExpiresAt > now));
    }

    private static Expression<Func<Document, bool>> OfAClient(Expression<Func<Clients.Client, long?, bool>> rule)
    {
        Expression<Func<Document, bool>> named = d => d.ClientId != null;
        return named.And(rule.On<Document, Clients.Client, long?>(d => d.Client!, d => d.LearnerId));
    }
}
