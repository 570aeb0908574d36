using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;
using Xunit.Abstractions;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>What a page of a timeline of 10,000 entries costs beside a bare query of the same rows.</summary>
public sealed class TimelineBenchmarks(ITestOutputHelper output)
{
    private const int Visits = 4500, Notes = 4500, Changes = 700, Papers = 300;
    private const string Zone = "America/Vancouver";

    [BenchmarkFact]
    public async Task A_page_of_ten_thousand_entries()
    {
        var app = new CrmApp { AsDelivered = true }.With("Logging:LogLevel:Default", "Warning");
        app.UseKestrel(0);
        app.StartServer();
        using var world = await NoteWorld.StartAsync(app);
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant();
        await FillAsync(world);
        var (floor, address) = await Floor.StartAsync(app.ConnectionString);
        await using var _ = floor;
        using var bare = new HttpClient { BaseAddress = address };
        using var reader = await ReaderAsync(world);
        var story = $"/clients/{world.Client.Id}/timeline";
        var far = await KeyOfPageAsync(world, 100);

        var page = await Measured.SideBySideAsync(Get(reader, story), Get(bare, $"/floor/story?client={world.Client.Id}"));
        Say($"timeline, first page: {page.First:0.00} ms, floor {page.Second:0.00} ms, ratio {page.First / page.Second:0.00} (goal: at most 2)");
        var pages = await Measured.SideBySideAsync(Get(reader, story), Get(reader, $"{story}?after={far}"));
        Say($"timeline, page 100: {pages.Second:0.00} ms, page 1 {pages.First:0.00} ms, ratio {pages.Second / pages.First:0.00} (goal: at most 1)");
        var search = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++) await Get(reader, $"{story}?q=grounding")();
        Say($"timeline, search through every text: {search.Elapsed.TotalMilliseconds / 5:0} ms");
    }

    private static async Task FillAsync(NoteWorld world)
    {
        var (client, me, place, now) = (world.Client.Id, world.Therapist.Id, await world.App.Given.LocationAsync(), world.App.Clock.Now);
        await world.App.RunAsync(async s =>
        {
            var (db, cipher, random) = (s.GetRequiredService<CrmDbContext>(), await s.GetRequiredService<ClientKeys>().OfAsync(client), new Random(7));
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = 0; i < Visits; i++)
            {
                var at = now - Duration.FromHours(24 + (i * 16));
                var visit = new Appointment { Title = "Individual therapy", ClientId = client, TherapistId = me, LocationId = place };
                visit.PlaceAt(Zones.ToLocal(at, Zone), Zone, 50, at);
                db.Add(visit).Property(a => a.Status).CurrentValue = i % 9 == 0 ? AppointmentStatus.NoShow : AppointmentStatus.Completed;
            }
            for (var i = 0; i < Notes; i++)
            {
                var local = Zones.ToLocal(now - Duration.FromHours(24 + (i * 16)), Zone);
                var note = new SessionNote { ClientId = client, LearnerId = null, AppointmentId = null, AuthorId = me, Format = NoteFormat.Soap, SessionDate = local.Date, SessionTime = local.TimeOfDay.With(TimeAdjusters.TruncateToMinute) };
                var entry = db.Add(note);
                (entry.Property(n => n.Status).CurrentValue, entry.Property(n => n.CurrentNumber).CurrentValue) = (NoteStatus.Signed, 1);
                var version = new NoteVersion { Note = note, ClientId = client, LearnerId = null, Number = 1, AuthorId = me, SignedAt = now, Hash = new string('0', 64) };
                version.Body = cipher.SealValue(NoteWorld.Text(string.Join(' ', Enumerable.Range(0, 150).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]))), new("note_versions", "body", version.SealId));
                db.Add(version);
            }
            for (var i = 0; i < Changes; i++)
            {
                var seal = Guid.NewGuid();
                db.Add(new ClientRevision
                {
                    ClientId = client, Action = "client.edited", ChangedAt = now - Duration.FromHours(30 + (i * 90)), ChangedBy = me, SealId = seal,
                    Changes = cipher.SealValue(new ProfileChange(ProfilePart.Client, null, [new("phone", $"604-555-{i:0000}", $"604-555-{i + 1:0000}")]), new("client_revisions", "changes", seal)),
                });
            }
            for (var i = 0; i < Papers; i++)
                db.Add(new Document { ClientId = client, UploaderId = me, UploadDate = now - Duration.FromHours(40 + (i * 200)) });
            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync();
            return true;
        });
    }

    private static readonly string[] Vocabulary = ["slept", "badly", "the", "sister", "work", "breathing", "exercise", "again", "and", "calm", "panic", "bus", "week", "better", "family", "dinner", "said", "that", "mistakes"];

    private static async Task<TimelineKey> KeyOfPageAsync(NoteWorld world, int number)
    {
        TimelineKey? after = null;
        for (var i = 1; i < number; i++) after = (await world.AsAsync((Timeline o, Actor a) => o.RunAsync(a, new() { ClientId = world.Client.Id, After = after }))).Older;
        return after!;
    }

    private static async Task<HttpClient> ReaderAsync(NoteWorld world)
    {
        var token = await world.App.RunAsync(s => s.GetRequiredService<StartSession>().RunAsync(world.Therapist.Id, "127.0.0.1", "bench", sharedDesk: false, before: null));
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.App.ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Add("Cookie", $"crm_session={token}");
        return client;
    }

    private static Func<Task> Get(HttpClient client, string address) => async () =>
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        await answer.Content.ReadAsByteArrayAsync();
    };

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
