using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>One page of a client's timeline.</summary>
/// <param name="Counts">How many there are of each class that the reader may see, whichever classes are shown.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
/// <param name="Learners">Names of the learners in sight.</param>
public sealed record TimelinePage(
    ClientHeading Head, Client Client, IReadOnlyList<Contact> Emergency, IReadOnlyList<TimelineEntry> Entries, IReadOnlyDictionary<TimelineClass, int> Counts, TimelineKey? Older,
    IReadOnlyDictionary<long, string> Learners, bool MayWrite)
{
    /// <summary>What of the client is in the reader's sight.</summary>
    public required TimelineScope Scope { get; init; }
}

/// <summary>A client's story, newest first: a query over what the areas keep, each class of entries by its own permission.</summary>
public sealed class Timeline(CrmDbContext db, IEnumerable<ITimelineSource> sources, ClientKeys keys, PracticeDay practiceDay, ReadLog reads) : IOperation
{
    /// <summary>What is wanted of it.</summary>
    public sealed record Request
    {
        public required long ClientId { get; init; }

        /// <summary>Only these classes; all when empty.</summary>
        public IReadOnlyCollection<TimelineClass> Classes { get; init; } = [];
        public long? LearnerId { get; init; }

        /// <summary>Words that an entry's text must contain the beginnings of; looked for in this client's file only.</summary>
        public string? Text { get; init; }

        /// <summary>Up to this day.</summary>
        public LocalDate? Until { get; init; }

        /// <summary>The last entry of the page before.</summary>
        public TimelineKey? After { get; init; }

        /// <summary>1 to 200.</summary>
        public int PageSize { get; init; } = 50;
    }

    /// <summary>The page; that it was looked at is on file before.</summary>
    /// <param name="file">Puts the look on file, for who holds the answer back until that is done; awaited here when null.</param>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<TimelinePage> RunAsync(Actor actor, Request request, Action<AuditEntry>? file = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var client = await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId, Permission.ViewClients, cancel);
        var zone = await practiceDay.ZoneAsync(cancel);
        var until = request.Until is { Year: > 1800 and < 3000 } day ? Zones.StartOfDay(day.PlusDays(1), zone) : (Instant?)null;
        var scope = await TimelineScope.OfAsync(db, actor, client.Id, request.LearnerId, zone, [.. sources.Select(s => s.Needs).OfType<Permission>(), Permission.ViewClinical, Permission.ViewDocuments, Permission.WriteClinical], null, until, Permission.ViewClients, cancel);
        var open = sources.Where(s => s.Needs is not { } needs || scope.Sees(needs)).OrderBy(s => s.Rank).ToList();
        var cipher = await keys.FindAsync(client.Id, cancel);
        var words = FoundText.Words(request.Text);
        var (entries, counts) = words.Count == 0 ? await PageAsync(open, scope, request, cipher, cancel) : await SearchAsync(open, scope, request, words, cipher, cancel);
        var size = SizeOf(request);
        var page = new TimelinePage(
            await HeadAsync(client, actor, cancel), client, await EmergencyAsync(client.Id, cancel), [.. entries.Take(size)], counts, entries.Count > size ? entries[size - 1].Key : null,
            scope.HasLearners ? await LearnersAsync(actor, client.Id, cancel) : [], scope.Sees(Permission.WriteClinical, null))
        { Scope = scope };
        var look = AuditLog.Line(actor, "client.timeline_read", AuditOutcome.Ok, client.Id, client.Id, ForLog(request, words, counts));
        if (file is null) await reads.WriteAsync(look, cancel);
        else file(look);
        return page;
    }

    private static int SizeOf(Request request) => Math.Clamp(request.PageSize, 1, 200);

    private static bool IsShown(Request request, TimelineClass kind) => request.Classes.Count == 0 || request.Classes.Contains(kind);

    // The words stay out: together with the count they would tell readers of the log what the record says.
    private static string ForLog(Request request, IReadOnlyList<string> words, IReadOnlyDictionary<TimelineClass, int> counts) => string.Create(CultureInfo.InvariantCulture,
        $"classes={string.Join('+', request.Classes)} learner={request.LearnerId} until={request.Until} searched={(words.Count > 0 ? "yes" : "no")}; {counts.Where(c => IsShown(request, c.Key)).Sum(c => c.Value)}");

    private static async Task<(List<TimelineEntry> Entries, Dictionary<TimelineClass, int> Counts)> PageAsync(
        List<ITimelineSource> open, TimelineScope scope, Request request, ClientCipher? cipher, CancellationToken cancel)
    {
        var (rows, counts, size) = (new List<TimelineRow>(), new Dictionary<TimelineClass, int>(), SizeOf(request));
        foreach (var source in open)
        {
            var (count, found) = await source.PageAsync(scope, IsShown(request, source.Class), request.After, size + 1, cancel);
            counts[source.Class] = counts.GetValueOrDefault(source.Class) + count;
            rows.AddRange(found);
        }
        rows.Sort((a, b) => TimelineKey.Compare(a.Key, b.Key));
        return ([.. rows.Take(size + 1).Select(r => r.Open(cipher))], counts);
    }

    // Everything is opened once, some at a time; what is kept are the counts and one page.
    private static async Task<(List<TimelineEntry> Entries, Dictionary<TimelineClass, int> Counts)> SearchAsync(
        List<ITimelineSource> open, TimelineScope scope, Request request, IReadOnlyList<string> words, ClientCipher? cipher, CancellationToken cancel)
    {
        const int some = 200;
        var (found, counts, size) = (new List<TimelineEntry>(), new Dictionary<TimelineClass, int>(), SizeOf(request));
        foreach (var source in open)
        {
            counts.TryAdd(source.Class, 0);
            IReadOnlyList<TimelineRow> rows;
            TimelineKey? last = null;
            do
            {
                rows = await source.ReadAsync(scope, last, some, cancel);
                foreach (var entry in rows.Select(r => r.Open(cipher)).Where(e => Says(e, words)))
                {
                    counts[source.Class]++;
                    if (IsShown(request, source.Class) && (request.After is null || TimelineKey.Compare(entry.Key, request.After) > 0)) found.Add(entry);
                }
                found.Sort((a, b) => TimelineKey.Compare(a.Key, b.Key));
                if (found.Count > size + 1) found.RemoveRange(size + 1, found.Count - size - 1);
                if (rows.Count > 0) last = rows[^1].Key;
            }
            while (rows.Count == some);
        }
        return (found, counts);
    }

    private static bool Says(TimelineEntry entry, IReadOnlyList<string> words) =>
        FoundText.IsIn(words, [.. entry.Lines.SelectMany(l => new[] { l.Text, l.Before }), entry.By, .. entry.Title.Args.OfType<string>()]);

    private async Task<ClientHeading> HeadAsync(Client client, Actor actor, CancellationToken cancel) => ClientHead.Of(
        client, client.TherapistId is null ? null : await db.Users.Where(u => u.Id == client.TherapistId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel),
        await ClientHead.TypeAsync(db, client, cancel), await practiceDay.OfAsync(actor.Now, cancel));

    private Task<List<Contact>> EmergencyAsync(long clientId, CancellationToken cancel) =>
        db.Contacts.AsNoTracking().Where(c => c.ClientId == clientId && c.IsEmergencyContact).OrderBy(c => c.LastName).ThenBy(c => c.Id).Take(3).ToListAsync(cancel);

    private Task<Dictionary<long, string>> LearnersAsync(Actor actor, long clientId, CancellationToken cancel) => db.Learners.Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClients)
        .OrderBy(l => l.FirstName).ThenBy(l => l.Id).Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }).ToDictionaryAsync(l => l.Id, l => l.Name, cancel);
}
