using System.Collections.Concurrent;
using NodaTime;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>
/// Remembers what people may do and the practice's choices until the database's stamp says that one of them changed. The stamp is read
/// before what is remembered under it, so a change in between only costs one more look.
/// </summary>
public sealed class ActorCache
{
    private readonly ConcurrentDictionary<long, (string Stamp, LoadedActor Loaded)> people = new();
    private (string Stamp, PracticeFacts Facts)? practice;

    /// <summary>What the person may do now.</summary>
    public async Task<Actor> ActorAsync(ActorLoader loader, long userId, string? stamp, Instant now, CancellationToken cancel)
    {
        if (stamp is not null && people.TryGetValue(userId, out var known) && known.Stamp == stamp
            && (known.Loaded.ValidUntil is not { } until || now < until) && now >= known.Loaded.Actor.Now) return known.Loaded.Actor;
        var loaded = await loader.LoadUntilAsync(userId, now, cancel);
        if (stamp is not null) people[userId] = (stamp, loaded);
        return loaded.Actor;
    }

    /// <summary>The practice's name and choices.</summary>
    public async Task<PracticeFacts> PracticeAsync(Sessions sessions, string? stamp, CancellationToken cancel)
    {
        if (practice is { } known && known.Stamp == stamp) return known.Facts;
        var facts = await sessions.PracticeAsync(cancel);
        if (stamp is not null) practice = (stamp, facts);
        return facts;
    }
}
