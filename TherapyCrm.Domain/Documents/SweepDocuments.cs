using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Clears files away that no row names: those whose upload was cut off between the disk and the database.</summary>
public sealed class SweepDocuments(CrmDbContext db, DocumentStore store) : IOperation
{
    /// <summary>Younger files may still get their row.</summary>
    public static readonly Duration Patience = Duration.FromDays(1);

    /// <returns>How many were removed.</returns>
    public async Task<int> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.UserId is not null) throw new ForbiddenException();
        var removed = 0;
        foreach (var some in store.OlderThan((actor.Now - Patience).ToDateTimeUtc()).Chunk(200))
        {
            var named = (await db.Documents.Where(d => some.Contains(d.FilePath)).Select(d => d.FilePath).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            foreach (var path in some.Where(p => !named.Contains(p)))
            {
                store.Remove(path);
                removed++;
            }
        }
        return removed;
    }
}
