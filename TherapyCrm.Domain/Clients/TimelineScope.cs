using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Whose timeline is read by whom, and what of it: each source asks it for the rows in sight.</summary>
public sealed record TimelineScope
{
    private sealed record Sight(bool OfClient, IReadOnlyList<long> Learners, bool OfAll);

    private readonly Dictionary<Permission, Sight> sights = [];
    private readonly List<Permission> asked = [];

    private TimelineScope() { }

    public required Actor Actor { get; init; }
    public required long ClientId { get; init; }

    /// <summary>Only what is about this learner; null for all.</summary>
    public required long? LearnerId { get; init; }

    /// <summary>The zone of the practice's main location, for days without a place.</summary>
    public required string Zone { get; init; }

    /// <summary>From this moment on.</summary>
    public Instant? From { get; init; }

    /// <summary>Before this moment.</summary>
    public Instant? Until { get; init; }

    /// <summary>Learns once what the actor sees of this client and its learners with each permission; the same rule that lists filter by.</summary>
    /// <param name="found">The permission by which the client itself was found in sight already; null when it was not asked.</param>
    public static async Task<TimelineScope> OfAsync(
        CrmDbContext db, Actor actor, long clientId, long? learnerId, string zone, IEnumerable<Permission> permissions, Instant? from, Instant? until, Permission? found,
        CancellationToken cancel)
    {
        var scope = new TimelineScope { Actor = actor, ClientId = clientId, LearnerId = learnerId, Zone = zone, From = from, Until = until };
        var all = await db.Learners.CountAsync(l => l.ClientId == clientId, cancel);
        foreach (var permission in permissions.Distinct().OrderByDescending(p => p == found).Where(actor.May))
        {
            var alike = scope.asked.Find(p => Visibility.DecidesAlike(actor, p, permission));
            if (alike == default) scope.asked.Add(permission);
            else if (scope.sights.TryGetValue(alike, out var same)) scope.sights[permission] = same;
            if (alike != default) continue;
            var ofClient = permission == found || await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, permission).AnyAsync(cancel);
            var learners = all == 0 ? [] : await db.Learners.Where(l => l.ClientId == clientId).VisibleTo(db, actor, permission).Select(l => l.Id).ToListAsync(cancel);
            if (ofClient || learners.Count > 0) scope.sights[permission] = new(ofClient, learners, ofClient && learners.Count == all);
        }
        return scope;
    }

    /// <summary>True when the client has learners in sight.</summary>
    public bool HasLearners => sights.Values.Any(s => s.Learners.Count > 0);

    /// <summary>True when the actor may see something of this client with the permission.</summary>
    public bool Sees(Permission permission) => sights.ContainsKey(permission);

    /// <summary>True when what is about this learner, or about the client when there is none, is in sight with the permission.</summary>
    public bool Sees(Permission permission, long? learnerId) => sights.TryGetValue(permission, out var sight) && (learnerId is { } learner ? sight.Learners.Contains(learner) : sight.OfClient);

    /// <summary>What is in sight with the permission: what is about the client itself, what is about these learners, or all there is.</summary>
    public (bool OfClient, IReadOnlyList<long> Learners, bool OfAll) SightOf(Permission permission) =>
        sights.TryGetValue(permission, out var sight) ? (sight.OfClient, sight.Learners, sight.OfAll) : (false, [], false);

    /// <summary>The rows of this client and the learner asked for that the actor sees with the permission.</summary>
    public IQueryable<T> Seen<T>(IQueryable<T> rows, Permission permission) where T : class, IClientOwned => rows.Where(Rule<T>(permission));

    /// <summary>Which rows those are.</summary>
    public Expression<Func<T, bool>> Rule<T>(Permission permission) where T : class, IClientOwned
    {
        var (id, learner) = (ClientId, LearnerId);
        if (learner is null) return RuleOfAll<T>(permission);
        return Sees(permission, learner) ? r => r.ClientId == id && r.LearnerId == learner : r => false;
    }

    /// <summary>The same, whichever learner was asked for.</summary>
    public IQueryable<T> SeenOfAll<T>(IQueryable<T> rows, Permission permission) where T : class, IClientOwned => rows.Where(RuleOfAll<T>(permission));

    private Expression<Func<T, bool>> RuleOfAll<T>(Permission permission) where T : class, IClientOwned
    {
        var id = ClientId;
        if (!sights.TryGetValue(permission, out var sight)) return r => false;
        if (sight.OfAll) return r => r.ClientId == id;
        var learners = sight.Learners;
        return sight.OfClient
            ? r => r.ClientId == id && (r.LearnerId == null || learners.Contains(r.LearnerId.Value))
            : r => r.ClientId == id && r.LearnerId != null && learners.Contains(r.LearnerId.Value);
    }

    /// <summary>What rows of a source of this rank lie behind: those before the moment, and those of the moment itself with a smaller number; null for all.</summary>
    public static (Instant At, long Id)? Behind(TimelineKey? after, int rank) => after is null ? null
        : (after.At, rank == after.Rank ? after.Id : rank > after.Rank ? long.MaxValue : 0);
}
