using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Finds the learners that a typed name may mean, so that a family is found by its child's name too.</summary>
public sealed class LearnerMatches(CrmDbContext db)
{
    private static readonly IReadOnlyDictionary<long, string> None = new Dictionary<long, string>();

    /// <summary>Names of the learners found, by their client's id; only those that the actor may see.</summary>
    public async Task<IReadOnlyDictionary<long, string>> FindAsync(Actor actor, string? text, CancellationToken cancel = default)
    {
        var words = Folded.Words(text);
        if (words.Length == 0 || PhoneText.LooksLikeOne(text) || words.All(w => w.Length < 2)) return None;
        // Names are folded here, because the two databases disagree on case and accents; whoever is out of sight is dropped before anything is shown or counted.
        var names = await db.Learners.AsNoTracking().Select(l => new { l.Id, l.FirstName, l.LastName }).ToListAsync(cancel);
        var ids = names.Where(l => Means(words, $" {Folded.Text($"{l.FirstName} {l.LastName}")}")).Select(l => l.Id).ToList();
        if (ids.Count == 0) return None;
        var seen = await db.Learners.AsNoTracking().Where(l => ids.Contains(l.Id)).VisibleTo(db, actor, Permission.ViewClients)
            .OrderBy(l => l.Id).Select(l => new { l.ClientId, l.FirstName, l.LastName }).ToListAsync(cancel);
        return seen.GroupBy(l => l.ClientId).ToDictionary(g => g.Key, g => string.Join(", ", g.Select(l => $"{l.FirstName} {l.LastName}")));
    }

    private static bool Means(string[] words, string name) => words.All(w => name.Contains(" " + w, StringComparison.Ordinal));
}
