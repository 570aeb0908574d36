using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Where somebody may file a document: under which category, about whom.</summary>
public sealed class DocumentRules(CrmDbContext db) : IOperation
{
    private static readonly Problem NotYours = Problem.Invalid("categoryId", "You may not file documents under this category.");

    /// <summary>What stands in the way of filing it so.</summary>
    /// <param name="before">The document as it is; null for a new one.</param>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">The client is in sight, but its documents are not the actor's to write.</exception>
    internal async Task<Problem[]> CheckAsync(Actor actor, long? clientId, DocumentDetails details, Document? before, CancellationToken cancel)
    {
        if (before is null) await MustReachAsync(actor, clientId, cancel);
        if (details.Check().ToArray() is { Length: > 0 } wrong) return wrong;
        var category = await db.DocumentCategories.AsNoTracking().FirstOrDefaultAsync(c => c.Id == details.CategoryId, cancel);
        if (category is null || (!category.IsActive && category.Id != before?.CategoryId)) return [Problem.Invalid("categoryId", "Please choose a category.")];
        if (details.LearnerId is { } learner && !await db.Learners.AnyAsync(l => l.Id == learner && l.ClientId == clientId, cancel))
            return [Problem.Invalid("learnerId", "This learner belongs to another client.")];
        if (before is not null && before.CategoryId == details.CategoryId && before.LearnerId == details.LearnerId) return [];
        return await ReachesAsync(actor, clientId, details.LearnerId, category.IsClinical, cancel) ? [] : [NotYours];
    }

    /// <summary>The categories that the actor may file a document of the client under.</summary>
    public async Task<IReadOnlyList<DocumentCategory>> CategoriesAsync(Actor actor, long? clientId, long? also, CancellationToken cancel = default)
    {
        var all = await db.DocumentCategories.AsNoTracking().Where(c => c.IsActive || c.Id == also).OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync(cancel);
        var (plain, clinical) = (await ReachesAsync(actor, clientId, null, clinical: false, cancel), await ReachesAsync(actor, clientId, null, clinical: true, cancel));
        return [.. all.Where(c => c.Id == also || (c.IsClinical ? clinical : plain))];
    }

    /// <summary>Every category, to look for.</summary>
    public async Task<IReadOnlyList<DocumentCategory>> AllAsync(CancellationToken cancel = default) =>
        await db.DocumentCategories.AsNoTracking().OrderBy(c => c.Name).ThenBy(c => c.Id).ToListAsync(cancel);

    /// <summary>True when the actor may add documents to the client, or without one to the practice.</summary>
    public async Task<bool> MayAddAsync(Actor actor, long? clientId, CancellationToken cancel = default) =>
        await ReachesAsync(actor, clientId, null, clinical: false, cancel) || await ReachesAsync(actor, clientId, null, clinical: true, cancel);

    private async Task MustReachAsync(Actor actor, long? clientId, CancellationToken cancel)
    {
        if (await MayAddAsync(actor, clientId, cancel)) return;
        if (clientId is { } client) await db.Clients.AsNoTracking().GetAsync(db, actor, client, Permission.ViewClients, cancel);
        throw new ForbiddenException();
    }

    private async Task<bool> ReachesAsync(Actor actor, long? clientId, long? learnerId, bool clinical, CancellationToken cancel)
    {
        var permission = DocumentVisibility.Asks(DocumentRight.Write, clinical);
        if (clientId is not { } client) return actor.ReachOf(permission) == Reach.Any && actor.ReachOf(permission.Needs()!.Value) == Reach.Any;
        return learnerId is { } learner
            ? await db.Learners.VisibleTo(db, actor, permission).AnyAsync(l => l.Id == learner && l.ClientId == client, cancel)
            : await db.Clients.VisibleTo(db, actor, permission).AnyAsync(c => c.Id == client, cancel);
    }
}
