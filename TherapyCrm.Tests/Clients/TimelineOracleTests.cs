using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Access;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Tests.Clients;

/// <summary>Over random practices the timeline shows exactly what the decision table allows, page by page, each entry once, and counts the same.</summary>
public sealed class TimelineOracleTests
{
    private sealed record Expected(TimelineClass Class, int Rank, long Id, long? Learner);

    [Fact]
    public Task Pages_are_complete_and_nothing_in_them_is_out_of_sight() => Gen.Int.SampleAsync(CompareAsync, iter: 60, threads: 2);

    private static async Task CompareAsync(int seed)
    {
        using var database = new TestDatabase();
        await using var services = Services(database);
        var (world, random) = (new World(seed), new Random(seed));
        StoredWorld stored;
        List<(int Client, int? Learner, Expected Entry)> rows = [];
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
            stored = await StoredWorld.SaveAsync(db, world);
            db.ChangeTracker.Clear();
            await db.NoteVersions.ExecuteDeleteAsync();
            await db.SessionNotes.ExecuteDeleteAsync(); // this test makes its own, with times
            await VisitsAsync(db, world, stored, random, rows);
            var keys = scope.ServiceProvider.GetRequiredService<ClientKeys>();
            await NotesAsync(db, keys, world, stored, random, rows);
            for (var i = 0; i < 6; i++) await PlanAsync(db, keys, world, stored, random, rows);
            for (var i = 0; i < 8; i++) await AssessmentAsync(db, keys, world, stored, random, rows);
            foreach (var d in world.Documents.Where(d => d.Client is not null && new DocumentOracle(world).May(DocumentRight.Read, d)))
                rows.Add((d.Client!.Value, d.Learner, new(TimelineClass.Upload, 6, stored.Documents[d.Index], d.Learner is { } l ? stored.Learners[l] : null)));
        }
        var oracle = new Oracle(world);
        foreach (var client in world.Clients)
        {
            if (!oracle.Client(Permission.ViewClients, client.Index))
            {
                await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(services, stored, new() { ClientId = stored.Clients[client.Index] }));
                continue;
            }
            var all = rows.Where(r => r.Client == client.Index).Select(r => r.Entry).ToList();
            var read = await AgreeAsync(services, stored, all, new() { ClientId = stored.Clients[client.Index], PageSize = 1 + random.Next(4) });
            await AgreeAsync(services, stored, all, new() { ClientId = stored.Clients[client.Index], PageSize = 2, Classes = [TimelineClass.Note, TimelineClass.Visit] });
            await AgreeAsync(services, stored, all, new() { ClientId = stored.Clients[client.Index], PageSize = 1 + random.Next(3), Classes = [TimelineClass.Plan, TimelineClass.Assessment] });
            var until = World.Now.InUtc().Date.PlusDays(-random.Next(4));
            var early = read.Where(e => e.Day <= until).Select(e => (e.Key.Rank, e.Key.Id)).ToHashSet();
            await AgreeAsync(services, stored, [.. all.Where(e => early.Contains((e.Rank, e.Id)))], new() { ClientId = stored.Clients[client.Index], PageSize = 1 + random.Next(4), Until = until });
            if (client.Learners.Count > 0) await AgreeAsync(services, stored, all, new() { ClientId = stored.Clients[client.Index], PageSize = 2, LearnerId = stored.Learners[client.Learners[0].Index] });
        }
    }

    private static async Task<List<TimelineEntry>> AgreeAsync(ServiceProvider services, StoredWorld stored, List<Expected> all, Timeline.Request request)
    {
        var about = all.Where(e => request.LearnerId is null || e.Learner == request.LearnerId).ToList();
        var shown = about.Where(e => request.Classes.Count == 0 || request.Classes.Contains(e.Class)).Select(e => (e.Class, e.Rank, e.Id)).Order().ToList();
        var read = new List<TimelineEntry>();
        for (var next = request; ;)
        {
            var page = await ReadAsync(services, stored, next);
            Assert.True(page.Entries.Count <= request.PageSize);
            foreach (var (kind, count) in page.Counts) Assert.True(about.Count(e => e.Class == kind) == count, $"{count} of {kind}, not {about.Count(e => e.Class == kind)}");
            read.AddRange(page.Entries);
            if (page.Older is null) break;
            Assert.Equal(page.Older, TimelineKey.Parse(page.Older.ToString()));
            next = next with { After = page.Older };
        }
        Assert.Equal(shown, read.Select(e => (e.Class, e.Key.Rank, e.Key.Id)).Order());
        for (var i = 1; i < read.Count; i++) Assert.True(TimelineKey.Compare(read[i - 1].Key, read[i].Key) < 0);
        return read;
    }

    private static async Task<TimelinePage> ReadAsync(ServiceProvider services, StoredWorld stored, Timeline.Request request)
    {
        await using var scope = services.CreateAsyncScope();
        var me = await scope.ServiceProvider.GetRequiredService<ActorLoader>().LoadAsync(stored.People[0], World.Now);
        return await scope.ServiceProvider.GetRequiredService<Timeline>().RunAsync(me, request);
    }

    // States that a timeline tells apart; none of them changes who sees a visit.
    private static async Task VisitsAsync(CrmDbContext db, World world, StoredWorld stored, Random random, List<(int, int?, Expected)> rows)
    {
        var oracle = new Oracle(world);
        foreach (var visit in world.Visits)
        {
            var row = await db.Appointments.IgnoreQueryFilters().Include(a => a.Participants).SingleAsync(a => a.Id == stored.Visits[visit]);
            var entry = db.Entry(row);
            row.IsGroupSession = visit.Participants.Count > 0;
            if (visit.Status == AppointmentStatus.Cancelled)
            {
                entry.Property(a => a.CancelledBy).CurrentValue = random.Next(2) == 0 ? CancelledBy.Client : CancelledBy.Practice;
                entry.Property(a => a.NoticeHours).CurrentValue = random.Next(3) * 23.5m;
            }
            else if (random.Next(3) is > 0 and var n) entry.Property(a => a.Status).CurrentValue = n == 1 ? AppointmentStatus.Completed : AppointmentStatus.NoShow;
            else if (random.Next(2) == 0) entry.Property(a => a.ArrivedAt).CurrentValue = row.StartTime;
            foreach (var p in row.Participants) db.Entry(p).Property(x => x.Attendance).CurrentValue = (Attendance)random.Next(4);
            await db.SaveChangesAsync();
            if (visit.Deleted) continue;
            var over = visit.Days < 0;
            var held = row.Status == AppointmentStatus.Completed || (row.Status == AppointmentStatus.Scheduled && row.ArrivedAt is not null && over);
            var missed = row.Status == AppointmentStatus.NoShow || (row.Status == AppointmentStatus.Cancelled && row.CancelledBy == CancelledBy.Client && row.NoticeHours < 24);
            if (!row.Participants.Exists(p => p.ClientId == row.ClientId) && May(oracle, Permission.ViewAppointments, visit.Client, visit.Learner) && (held || missed))
                rows.Add((visit.Client, visit.Learner, new(held ? TimelineClass.Visit : TimelineClass.Absence, held ? 2 : 3, row.Id, row.LearnerId)));
            foreach (var p in row.Participants)
            {
                var client = stored.Clients.IndexOf(p.ClientId);
                int? learner = p.LearnerId is { } l ? stored.Learners.Single(x => x.Value == l).Key : null;
                if (!May(oracle, Permission.ViewAppointments, client, learner) || row.Status == AppointmentStatus.Cancelled) continue;
                if (p.Attendance is Attendance.Missed or Attendance.Excused) rows.Add((client, learner, new(TimelineClass.Absence, 5, p.Id, p.LearnerId)));
                else if (row.Status == AppointmentStatus.Completed) rows.Add((client, learner, new(TimelineClass.Visit, 4, p.Id, p.LearnerId)));
            }
        }
        db.ChangeTracker.Clear();
    }

    private static async Task NotesAsync(CrmDbContext db, ClientKeys keys, World world, StoredWorld stored, Random random, List<(int, int?, Expected)> rows)
    {
        var oracle = new Oracle(world);
        for (var i = 0; i < 14; i++)
        {
            var client = world.Clients[random.Next(4)];
            var learner = client.Learners.Count > 0 && random.Next(2) == 0 ? client.Learners[random.Next(client.Learners.Count)].Index : (int?)null;
            var (clientId, learnerId, cipher) = (stored.Clients[client.Index], learner is { } l ? stored.Learners[l] : (long?)null, await keys.OfAsync(stored.Clients[client.Index]));
            var at = World.Now - Duration.FromDays(random.Next(3));
            if (random.Next(3) == 0)
            {
                var seal = Guid.NewGuid();
                var change = db.Add(new ClientRevision
                {
                    ClientId = clientId, LearnerId = learnerId, Action = "client.edited", ChangedAt = at, SealId = seal,
                    Changes = cipher.SealValue(new ProfileChange(ProfilePart.Client, null, [new("phone", "1", "2")]), new("client_revisions", "changes", seal)),
                }).Entity;
                await db.SaveChangesAsync();
                if (May(oracle, Permission.ViewClients, client.Index, learner)) rows.Add((client.Index, learner, new(TimelineClass.Profile, 1, change.Id, learnerId)));
                continue;
            }
            var author = random.Next(2);
            var note = db.Add(new SessionNote
            {
                ClientId = clientId, LearnerId = learnerId, AppointmentId = null, AuthorId = stored.People[author], Format = NoteFormat.Free, SessionDate = at.InUtc().Date,
                SessionTime = random.Next(3) switch { 0 => null, 1 => new LocalTime(17, 0), _ => new LocalTime(0, 0) },
            });
            note.Property(n => n.Status).CurrentValue = (NoteStatus)random.Next(3);
            note.Property(n => n.DiscardedAt).CurrentValue = random.Next(6) == 0 ? World.Now : null;
            await db.SaveChangesAsync();
            if (note.Entity.DiscardedAt is null && (note.Entity.Status != NoteStatus.Draft || author == 0) && May(oracle, Permission.ViewClinical, client.Index, learner))
                rows.Add((client.Index, learner, new(TimelineClass.Note, 7, note.Entity.Id, learnerId)));
        }
    }

    // Moments that other entries have too, so that the ranks decide.
    private static async Task PlanAsync(CrmDbContext db, ClientKeys keys, World world, StoredWorld stored, Random random, List<(int, int?, Expected)> rows)
    {
        var (client, learner, clientId, learnerId) = Somebody(world, stored, random);
        var plan = db.Add(new TreatmentPlan { ClientId = clientId, LearnerId = learnerId, AuthorId = stored.People[random.Next(2)], Content = [] });
        plan.Entity.Content = (await keys.OfAsync(clientId)).SealValue(new PlanText("Plan", "text"), new("treatment_plans", "content", plan.Entity.SealId));
        plan.Property(p => p.Status).CurrentValue = (PlanStatus)random.Next(5);
        await db.SaveChangesAsync();
        var (id, at) = (plan.Entity.Id, World.Now - Duration.FromHours((24 * random.Next(3)) + (random.Next(2) * 17)));
        await db.TreatmentPlans.Where(p => p.Id == id).ExecuteUpdateAsync(u => u.SetProperty(p => p.CreatedAt, at));
        if (May(new(world), Permission.ViewClinical, client, learner)) rows.Add((client, learner, new(TimelineClass.Plan, 8, id, learnerId)));
    }

    private static async Task AssessmentAsync(CrmDbContext db, ClientKeys keys, World world, StoredWorld stored, Random random, List<(int, int?, Expected)> rows)
    {
        var (client, learner, clientId, learnerId) = Somebody(world, stored, random);
        var (cipher, author, isDraft, isDiscarded) = (await keys.OfAsync(clientId), random.Next(2), random.Next(2) == 0, random.Next(5) == 0);
        var assessment = db.Add(new Assessment { ClientId = clientId, LearnerId = learnerId, AuthorId = stored.People[author], AssessedOn = World.Now.InUtc().Date.PlusDays(-random.Next(3)) });
        var body = new AssessmentBody { Name = "Test", Summary = "text" };
        assessment.Property(a => a.DiscardedAt).CurrentValue = isDiscarded ? World.Now : null;
        assessment.Property(a => a.Status).CurrentValue = isDraft ? AssessmentStatus.Draft : AssessmentStatus.Finished;
        assessment.Property(a => a.CurrentNumber).CurrentValue = isDraft ? 0 : 1;
        if (isDraft) assessment.Property(a => a.Draft).CurrentValue = cipher.SealValue(body, new("assessments", "draft", assessment.Entity.SealId));
        else
        {
            var version = new AssessmentVersion { Assessment = assessment.Entity, ClientId = clientId, LearnerId = learnerId, Number = 1, SavedBy = stored.People[author], SavedAt = World.Now, Body = [] };
            version.Body = cipher.SealValue(body, new("assessment_versions", "body", version.SealId));
            db.Add(version);
        }
        await db.SaveChangesAsync();
        if (!isDiscarded && (!isDraft || author == 0) && May(new(world), Permission.ViewClinical, client, learner)) rows.Add((client, learner, new(TimelineClass.Assessment, 9, assessment.Entity.Id, learnerId)));
    }

    private static (int Client, int? Learner, long ClientId, long? LearnerId) Somebody(World world, StoredWorld stored, Random random)
    {
        var client = world.Clients[random.Next(4)];
        var learner = client.Learners.Count > 0 && random.Next(2) == 0 ? client.Learners[random.Next(client.Learners.Count)].Index : (int?)null;
        return (client.Index, learner, stored.Clients[client.Index], learner is { } l ? stored.Learners[l] : null);
    }

    private static bool May(Oracle oracle, Permission permission, int client, int? learner) => learner is { } l ? oracle.Learner(permission, client, l) : oracle.Client(permission, client);

    private static ServiceProvider Services(TestDatabase database)
    {
        var services = new ServiceCollection();
        services.AddCrmDatabase(DatabaseProvider.Sqlite, database.ConnectionString);
        services.AddSingleton(new KeyFolder(Path.Combine(database.Folder, "keys")));
        services.AddSingleton<RecordKeyRing>();
        services.AddSingleton<ReadLog>();
        services.AddSingleton(new SecondFactorExempt([]));
        services.AddSingleton<IClock>(new FakeClock());
        return services.AddOperations().BuildServiceProvider();
    }
}
