using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Finds the learners that a typed name may mean, so that a family is found by its child's name too.</summary>
public sealed class LearnerMatches(CrmDbContext db)
{
    /// <summary>A word that means more learners than this is too short to look for.</summary>
    private const int Most = 500;
    private static readonly IReadOnlyDictionary<long, string> None = new Dictionary<long, string>();

    /// <summary>Names of the learners found, by their client's id; only those that the actor may see.</summary>
    public async Task<IReadOnlyDictionary<long, string>> FindAsync(Actor actor, string? text, CancellationToken cancel = default)
    {
        var words = Folded.Words(text);
        if (words.Length == 0 || PhoneText.LooksLikeOne(text) || words.All(w => w.Length < 2)) return None;
        var found = words.Take(8).Aggregate(db.Learners.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients), (some, word) =>
        {
            var part = " " + word;
            return some.Where(l => l.SearchText.Contains(part));
        });
        var seen = await found.OrderBy(l => l.Id).Take(Most).Select(l => new { l.ClientId, l.FirstName, l.LastName }).ToListAsync(cancel);
        return seen.GroupBy(l => l.ClientId).ToDictionary(g => g.Key, g => string.Join(", ", g.Select(l => $"{l.FirstName} {l.LastName}")));
    }
}
