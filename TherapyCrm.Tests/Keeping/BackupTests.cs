using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Backups;

namespace TherapyCrm.Tests.Keeping;

/// <summary>Backups of the embedded database are made in use, proven, and restored whole or not at all.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_backup_holds_the_database_and_the_documents_and_never_a_key()
    {
        await app.Given.ClientAsync("Sarah", "Cho");
        Document("ab/abc", "sealed bytes");

        var made = (await BackUpAsync()).Value!;

        var folder = Path.Combine(app.StorageRoot, "backups", made.Name);
        await using (var copy = SqliteCopy.Open(Path.Combine(folder, BackupManifest.DatabaseFile))) Assert.Equal("Cho", await copy.Clients.Select(c => c.LastName).SingleAsync());
        Assert.Equal("documents/ab/abc", Assert.Single(made.Files).Path);
        Assert.Equal("sealed bytes", await File.ReadAllTextAsync(new BackupFolder(Path.Combine(app.StorageRoot, "backups")).Shared(made.Files[0].Hash)));
        var keys = Directory.GetFiles(Path.Combine(app.StorageRoot, "keys"), "*.key").Select(File.ReadAllText).ToList();
        Assert.NotEmpty(keys);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(app.StorageRoot, "backups"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            foreach (var key in keys)
                Assert.False(Holds(file, key.Trim()) || Holds(file, Convert.FromBase64String(key.Trim())), $"{file} holds a key");
    }

    [Fact]
    public async Task Unchanged_documents_are_kept_once_and_old_backups_go()
    {
        Document("one", "same");
        for (var day = 0; day < 5; day++)
        {
            Document($"of-day-{day}", $"only {day}");
            if (day > 0) File.Delete(Path.Combine(app.StorageRoot, "documents", $"of-day-{day - 1}"));
            await BackUpAsync();
            app.Clock.Now += Duration.FromDays(1);
        }
        var backups = new BackupFolder(Path.Combine(app.StorageRoot, "backups"));
        Assert.Equal(5, backups.All().Count);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(backups.Root, "files"), "*", SearchOption.AllDirectories).Length);

        backups.Keep(2);

        Assert.Equal(2, backups.All().Count);
        Assert.Equal(3, Directory.GetFiles(Path.Combine(backups.Root, "files"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task A_damaged_copy_is_found_and_nothing_is_restored()
    {
        var client = await app.Given.ClientAsync("Sarah", "Cho");
        await app.RunAsync(async s => await s.GetRequiredService<ClientKeys>().OfAsync(client.Id));
        Document("one", "same");
        var made = (await BackUpAsync()).Value!;
        var backups = new BackupFolder(Path.Combine(app.StorageRoot, "backups"));
        var folder = Path.Combine(backups.Root, made.Name);
        Assert.Null(await ProblemAsync(backups, folder, made));

        await File.WriteAllTextAsync(backups.Shared(made.Files[0].Hash), "some");
        Assert.Equal("The copy of documents/one is not what was written.", await ProblemAsync(backups, folder, made));
        await File.WriteAllTextAsync(backups.Shared(made.Files[0].Hash), "same");
        var key = Directory.GetFiles(Path.Combine(app.StorageRoot, "keys"), "records-*.key").Single();
        File.Move(key, key + ".gone");
        Assert.Contains("is not here", await ProblemAsync(backups, folder, made), StringComparison.Ordinal);
        File.Move(key + ".gone", key);
        await using (var stream = File.OpenWrite(Path.Combine(folder, BackupManifest.DatabaseFile))) stream.Write(Encoding.ASCII.GetBytes("no database"));
        Assert.Equal("The copy of the database is not what was written.", await ProblemAsync(backups, folder, made));
    }

    [Fact]
    public async Task It_is_due_every_day_and_an_hour_after_a_failure()
    {
        Task DueAsync() => app.RunAsync(async s => { await s.GetRequiredService<BackupSchedule>().RunDueAsync(Actor.Application(app.Clock.Now)); return 0; });
        var backups = new BackupFolder(Path.Combine(app.StorageRoot, "backups"));
        await app.Given.LocationAsync();
        await DueAsync();
        Assert.Single(backups.All());
        app.Clock.Now += Duration.FromHours(16); // 01:00 in Vancouver
        await DueAsync();
        Assert.Single(backups.All());
        app.Clock.Now += Duration.FromHours(2);
        await DueAsync();
        Assert.Equal(2, backups.All().Count);

        app.Clock.Now += Duration.FromDays(1);
        using (backups.Lock()) await DueAsync(); // another process is at it: no failure of ours
        new BackupStatus("2026-11-25T11:00:00Z", "The disk is full.", null).Write(app.StorageRoot);
        app.Clock.Now = Instant.FromUtc(2026, 11, 25, 11, 30);
        await DueAsync();
        Assert.Equal(2, backups.All().Count);
        app.Clock.Now = Instant.FromUtc(2026, 11, 25, 12, 1);
        await DueAsync();
        Assert.Equal(3, backups.All().Count);
    }

    [Fact]
    public async Task An_administrator_sees_the_last_ones_makes_one_and_is_told_when_it_fails()
    {
        using var admin = await app.SignedInAsAsync(Domain.Access.UserRole.Admin);
        using var desk = await app.SignedInAsAsync(Domain.Access.UserRole.Receptionist);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync("/settings/backup")).StatusCode);
        Assert.Contains("There is no backup yet", (await admin.PageAsync("/settings/backup")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/settings/backup", new { })).StatusCode);

        Assert.Contains("20261123T170000Z", (await admin.PageAsync("/settings/backup")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "backup.made" && a.UserId == admin.User!.Id)));
        using (new BackupFolder(Path.Combine(app.StorageRoot, "backups")).Lock())
            Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitAsync("/settings/backup", new { })).StatusCode);
        new BackupStatus("2026-11-25T11:00:00Z", "The disk is full.", null).Write(app.StorageRoot);
        Assert.NotNull((await admin.PageAsync("/")).QuerySelector("main .banner-bad a[href='/settings/backup']"));
        Assert.Null((await desk.PageAsync("/")).QuerySelector("main .banner-bad"));
        Assert.Contains("The disk is full.", (await admin.PageAsync("/settings/backup")).QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
    }

    private static bool Holds(string file, string text) => Holds(file, Encoding.UTF8.GetBytes(text));

    private static bool Holds(string file, byte[] bytes) => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0;

    private void Document(string name, string text)
    {
        var file = Path.Combine(app.StorageRoot, "documents", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Task<Outcome<BackupManifest>> BackUpAsync() => app.RunAsync(s => s.GetRequiredService<MakeBackup>().RunAsync(Actor.Application(app.Clock.Now)));

    private Task<string?> ProblemAsync(BackupFolder backups, string folder, BackupManifest made) =>
        app.RunAsync(s => s.GetRequiredService<CheckBackup>().RunAsync(backups, folder, made, everyFile: true));
}
