using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    IReadOnlyDictionary<long, string> Learners, bool MayWrite);

/// <summary>A client's story, newest first: a query over what the areas keep, each class of entries by its own permission.</summary>
public sealed class Timeline(CrmDbContext db, IEnumerable<ITimelineSource> sources, ClientKeys keys, PracticeDay practiceDay, ReadLog reads, IServiceScopeFactory scopes) : IOperation
{
    private static readonly IComparer<TimelineRow> byKey = Comparer<TimelineRow>.Create((a, b) => TimelineKey.Compare(a.Key, b.Key));

    private sealed record Around(ClientHeading Head, IReadOnlyList<Contact> Emergency, IReadOnlyDictionary<long, string> Learners, ClientCipher? Cipher);

    private sealed record Read(IReadOnlyList<TimelineEntry> Entries, IReadOnlyDictionary<TimelineClass, int> Counts, Around Around);

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
    /// <param name="meanwhile">What else of the client is read for the same screen, once it is known what is in sight.</param>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<TimelinePage> RunAsync(Actor actor, Request request, Action<AuditEntry>? file = null, Func<TimelineScope, Task>? meanwhile = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var words = FoundText.Words(request.Text);
        await using var second = words.Count == 0 ? new SecondReader(scopes, cancel) : null;
        var client = await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId, Permission.ViewClients, cancel);
        var zone = await practiceDay.ZoneAsync(cancel);
        var until = request.Until is { Year: > 1800 and < 3000 } day ? Zones.StartOfDay(day.PlusDays(1), zone) : (Instant?)null;
        var scope = await TimelineScope.OfAsync(db, actor, client.Id, request.LearnerId, zone, [.. sources.Select(s => s.Needs).OfType<Permission>(), Permission.ViewClinical, Permission.ViewDocuments, Permission.WriteClinical], null, until, Permission.ViewClients, cancel);
        var open = sources.Where(s => s.Needs is not { } needs || scope.Sees(needs)).OrderBy(s => s.Rank).ToList();
        var (entries, counts, around) = second is not null ? await PageAsync(open, second, scope, request, () => AroundAsync(scope, client, meanwhile, cancel), cancel) : await SearchAsync(open, scope, request, words, await AroundAsync(scope, client, meanwhile, cancel), cancel);
        var size = SizeOf(request);
        var page = new TimelinePage(
            around.Head, client, around.Emergency, [.. entries.Take(size)], counts, entries.Count > size ? entries[size - 1].Key : null, around.Learners, scope.Sees(Permission.WriteClinical, null));
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

    // Documents have rules of their own.
    private static bool IsOfRecord(ITimelineSource source) => source.Needs is null or Permission.ViewClinical;

    // The record's share is read over a connection of its own while this one reads the calendar's, the profile's and what stands around the entries.
    private static async Task<Read> PageAsync(List<ITimelineSource> open, SecondReader second, TimelineScope scope, Request request, Func<Task<Around>> aroundAsync, CancellationToken cancel)
    {
        var ofRecord = open.Where(IsOfRecord).Select(s => s.Rank).ToList();
        var record = second.RunAsync(own => ShareAsync(own.Where(s => ofRecord.Contains(s.Rank)), scope, request, cancel));
        var rest = RestAsync();
        await Task.WhenAll(record, rest);
        var (others, around) = await rest;
        var shares = new[] { await record, others };
        return new(
            [.. shares.SelectMany(s => s.Rows).Order(byKey).Take(SizeOf(request) + 1).Select(r => r.Open(around.Cipher))],
            shares.SelectMany(s => s.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)), around);

        async Task<((List<TimelineRow> Rows, Dictionary<TimelineClass, int> Counts) Others, Around)> RestAsync() =>
            (await ShareAsync(open.Where(s => !IsOfRecord(s)), scope, request, cancel), await aroundAsync());
    }

    private static async Task<(List<TimelineRow> Rows, Dictionary<TimelineClass, int> Counts)> ShareAsync(
        IEnumerable<ITimelineSource> sources, TimelineScope scope, Request request, CancellationToken cancel)
    {
        var (shown, rows, counts, size) = (new List<(ITimelineSource Source, int Count)>(), new List<TimelineRow>(), new Dictionary<TimelineClass, int>(), SizeOf(request));
        foreach (var source in sources)
        {
            var count = await source.CountAsync(scope, cancel);
            counts[source.Class] = counts.GetValueOrDefault(source.Class) + count;
            if (count > 0 && IsShown(request, source.Class)) shown.Add((source, count));
        }
        // The largest first: what the others have before the end of its page is not asked for.
        foreach (var (source, _) in shown.OrderByDescending(s => s.Count))
        {
            rows.AddRange(await source.ReadAsync(scope, request.After, size + 1, cancel));
            rows.Sort(byKey);
            if (rows.Count > size) scope = scope with { From = rows[size].Key.At };
        }
        return (rows, counts);
    }

    // Everything is opened once, some at a time; what is kept are the counts and one page.
    private static async Task<Read> SearchAsync(
        List<ITimelineSource> open, TimelineScope scope, Request request, IReadOnlyList<string> words, Around around, CancellationToken cancel)
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
                foreach (var entry in rows.Select(r => r.Open(around.Cipher)).Where(e => Says(e, words)))
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
        return new(found, counts, around);
    }

    private static bool Says(TimelineEntry entry, IReadOnlyList<string> words) =>
        FoundText.IsIn(words, [.. entry.Lines.SelectMany(l => new[] { l.Text, l.Before, l.Word }), entry.By, .. entry.Title.Args.OfType<string>()]);

    private async Task<Around> AroundAsync(TimelineScope scope, Client client, Func<TimelineScope, Task>? meanwhile, CancellationToken cancel)
    {
        if (meanwhile is not null) await meanwhile(scope);
        return new(
            await ClientHead.OfAsync(db, client, Zones.ToLocal(scope.Actor.Now, scope.Zone).Date, cancel), await EmergencyAsync(client.Id, cancel),
            scope.HasLearners ? await LearnersAsync(scope.Actor, client.Id, cancel) : [], await keys.FindAsync(client.Id, cancel));
    }

    private Task<List<Contact>> EmergencyAsync(long clientId, CancellationToken cancel) =>
        db.Contacts.AsNoTracking().Where(c => c.ClientId == clientId && c.IsEmergencyContact).OrderBy(c => c.LastName).ThenBy(c => c.Id).Take(3).ToListAsync(cancel);

    private Task<Dictionary<long, string>> LearnersAsync(Actor actor, long clientId, CancellationToken cancel) => db.Learners.Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClients)
        .OrderBy(l => l.FirstName).ThenBy(l => l.Id).Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }).ToDictionaryAsync(l => l.Id, l => l.Name, cancel);
}
