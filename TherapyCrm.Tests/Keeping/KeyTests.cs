using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Backups;

namespace TherapyCrm.Tests.Keeping;

/// <summary>Keys rotate while the program serves and go on after a stop; wrong or missing ones are named; sealed text lies readable nowhere.</summary>
public sealed class KeyTests : IDisposable
{
    private static readonly SealedPlace Place = new("notes", "text", Guid.NewGuid());
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_rotation_stopped_between_batches_goes_on_and_everything_opens_all_the_time()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var texts = new Dictionary<long, byte[]>();
        for (var i = 0; i < 250; i++)
        {
            var client = await app.Given.ClientAsync();
            texts[client.Id] = await SealAsync(client.Id, $"text {client.Id}");
        }
        Assert.Single(await KeksAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(() => RotateAsync(admin.Id, _ => throw new InvalidOperationException("stopped")));
        Assert.Equal(2, (await KeksAsync()).Count);
        Assert.Contains("Run rotate-keys once more", await HealthAsync(), StringComparison.Ordinal);
        var between = await app.Given.ClientAsync();
        texts[between.Id] = await SealAsync(between.Id, $"text {between.Id}");
        await OpenAllAsync(texts);

        var done = await RotateAsync(admin.Id);

        Assert.Equal((150, true), (done.Rewrapped, done.WentOn));
        Assert.Equal([done.KeyId], await KeksAsync());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(app.StorageRoot, "keys"), "records-*.key").Length);
        await OpenAllAsync(texts);
        Assert.Null(await HealthAsync());
        Assert.Equal(251, (await RotateAsync(admin.Id)).Rewrapped);
        await OpenAllAsync(texts);
    }

    [Fact]
    public async Task A_key_destroyed_stays_destroyed()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var client = await app.Given.ClientAsync();
        await SealAsync(client.Id, "secret");
        await app.DbAsync(db => db.ClientKeys.ExecuteUpdateAsync(u => u.SetProperty(k => k.WrappedKey, (byte[]?)null).SetProperty(k => k.DestroyedAt, app.Clock.Now)));

        Assert.Equal(0, (await RotateAsync(admin.Id)).Rewrapped);
        await Assert.ThrowsAsync<RecordEndedException>(() => SealAsync(client.Id, "again"));
    }

    [Fact]
    public async Task With_a_missing_key_nothing_is_touched_and_the_doctor_names_it()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var client = await app.Given.ClientAsync();
        await SealAsync(client.Id, "secret");
        var kek = Assert.Single(await KeksAsync());
        var file = Directory.GetFiles(Path.Combine(app.StorageRoot, "keys"), "records-*.key").Single();
        File.Move(file, file + ".gone");
        await using var other = new CrmAppOver(app);

        Assert.Contains(kek, await other.RunAsync(s => s.GetRequiredService<KeyHealth>().ProblemAsync()), StringComparison.Ordinal);
        await Assert.ThrowsAsync<RecordKeyMissingException>(() => other.RunAsync(s => s.GetRequiredService<RotateKeys>().RunAsync(Actor.Application(app.Clock.Now))));
        Assert.Equal([kek], await KeksAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(app.StorageRoot, "keys"), "records-*.key"));
        Assert.NotEqual(0, admin.Id);
    }

    [Fact]
    public async Task Planted_text_is_in_no_page_journal_log_or_backup()
    {
        using var log = new Captured();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var lee = await app.SignedInAsAsync(UserRole.Therapist);
        var client = await app.Given.ClientAsync(therapistId: lee.User!.Id);
        var canary = $"Canary{Guid.NewGuid():N}";
        var seal = Guid.NewGuid();
        await app.RunAsync(async s =>
        {
            var (cipher, db) = (await s.GetRequiredService<ClientKeys>().OfAsync(client.Id), s.GetRequiredService<CrmDbContext>());
            db.Add(new ClientRevision { ClientId = client.Id, Action = "client.edited", ChangedAt = app.Clock.Now, SealId = seal, Changes = cipher.Seal(canary, new("client_revisions", "changes", seal)) });
            return await db.SaveChangesAsync();
        });
        var uploaded = await app.AsAsync<UploadDocument, Outcome<Document>>(lee.User.Id, async (upload, actor) => await upload.RunAsync(actor, new()
        {
            ClientId = client.Id, FileName = "report.txt", Content = new MemoryStream(Encoding.UTF8.GetBytes($"{canary} in a file")),
            Details = new() { CategoryId = await app.DbAsync(db => db.DocumentCategories.Where(c => c.IsClinical).Select(c => c.Id).FirstAsync()), Description = $"{canary} in a description" },
        }));
        Assert.True(uploaded.Succeeded);
        Assert.Contains(canary, await (await lee.GetAsync($"/documents/{uploaded.Value.Id}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var writing = await NoteWorld.StartAsync(app);
        var signed = await writing.SignedAsync($"{canary} in a note");
        await writing.AmendedAsync(signed.Id, $"{canary} amended", $"{canary} as a reason");
        var assessing = await AssessmentWorld.StartAsync(app);
        var assessed = await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: $"{canary} in a summary");
        await assessing.FinishAsync(assessed.Id, b => b with { Recommendations = $"{canary} recommended", Reason = $"{canary} as a reason" });
        var byHand = await assessing.BegunAsync(code: null);
        await assessing.AsAsync((KeepAssessment keep, Actor actor) => keep.RunAsync(actor, new(byHand.Id, byHand.Version, null, new() { Name = canary, Evaluator = canary, Scores = [new(canary, canary)] })));
        await lee.GetAsync($"/clients/{client.Id}");
        Assert.True((await app.RunAsync(s => s.GetRequiredService<MakeBackup>().RunAsync(Actor.Application(app.Clock.Now)))).Succeeded);

        foreach (var file in Directory.EnumerateFiles(app.StorageRoot, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) < 0 && bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(canary)) < 0, file);
        }
        Assert.DoesNotContain(canary, log.Text, StringComparison.Ordinal);
        Assert.Null(await app.RunAsync(s => s.GetRequiredService<SealedSample>().ProblemAsync(s.GetRequiredService<CrmDbContext>())));
        await app.DbAsync(db => db.Set<ClientRevision>().ExecuteUpdateAsync(u => u.SetProperty(r => r.SealId, Guid.NewGuid())));
        Assert.Equal("A row of client_revisions does not open with its client's key.", await app.RunAsync(s => s.GetRequiredService<SealedSample>().ProblemAsync(s.GetRequiredService<CrmDbContext>())));
    }

    private Task<byte[]> SealAsync(long client, string text) => app.RunAsync(async s => (await s.GetRequiredService<ClientKeys>().OfAsync(client)).Seal(text, Place));

    private Task<List<string>> KeksAsync() => app.DbAsync(db => db.ClientKeys.Select(k => k.KekId).Distinct().ToListAsync());

    private Task<string?> HealthAsync() => app.RunAsync(s => s.GetRequiredService<KeyHealth>().ProblemAsync());

    private Task<RotateKeys.Done> RotateAsync(long by, Action<int>? afterBatch = null) => app.AsAsync<RotateKeys, RotateKeys.Done>(by, (o, actor) => o.RunAsync(actor, afterBatch));

    private async Task OpenAllAsync(Dictionary<long, byte[]> texts)
    {
        foreach (var (client, bytes) in texts)
            Assert.Equal($"text {client}", await app.RunAsync(async s => (await s.GetRequiredService<ClientKeys>().OfAsync(client)).Open(bytes, Place)));
    }

    /// <summary>A second host over the same files, which remembers no key.</summary>
    private sealed class CrmAppOver(CrmApp first) : IAsyncDisposable
    {
        private readonly CrmApp second = new CrmApp().With("ConnectionStrings:Crm", first.ConnectionString).With("Storage:Root", first.StorageRoot).With("Keys:Path", Path.Combine(first.StorageRoot, "keys"));

        public Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work) => second.RunAsync(work);

        public ValueTask DisposeAsync() => second.DisposeAsync();
    }

    private sealed class Captured : ILoggerProvider, ILogger
    {
        private readonly StringBuilder text = new();

        public string Text => text.ToString();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text) text.AppendLine(formatter(state, exception));
        }

        public void Dispose() { }
    }
}
