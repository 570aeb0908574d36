using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>Whoever changes the log behind the application's back is found out, and the first bad line is named.</summary>
public sealed class SealTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_untouched_log_is_sound()
    {
        await SealTwiceAsync();
        Assert.Equal(new CheckSeals.Answer(2, 8, null), await CheckAsync());
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET user_id = 99 WHERE id = 3", "Log line 3 is not what was sealed")]
    [InlineData("UPDATE audit_entries SET \"at\" = '2026-01-01 00:00:00' WHERE id = 7", "Log line 7 is not what was sealed")]
    [InlineData("DELETE FROM audit_entries WHERE id = 2", "before line 3 is missing")]
    [InlineData("DELETE FROM audit_entries WHERE id = 8", "after line 7 is missing")]
    [InlineData("DELETE FROM audit_seals WHERE id = 2; DELETE FROM audit_entries WHERE id >= 5", "lines 5 to 8 is in the file outside the database, but not in the database")]
    [InlineData("UPDATE audit_seals SET hash = 'ff' WHERE id = 1", "Seal 1 differs from its copy")]
    public async Task A_changed_log_is_found_out(string attack, string finding)
    {
        await SealTwiceAsync();
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync(attack));
        Assert.Contains(finding, (await CheckAsync()).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_slipped_in_between_two_seals_is_found_out()
    {
        await LinesAsync(4);
        app.Clock.Advance(Duration.FromMinutes(5));
        await SealAsync();
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE sqlite_sequence SET seq = 10 WHERE name = 'audit_entries'"));
        await LinesAsync(2);
        app.Clock.Advance(Duration.FromMinutes(5));
        await SealAsync();
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO audit_entries (id, \"at\", action, information_type, outcome) VALUES (8, '2026-11-23 17:00:00', 'client.read', 'client', 'OK')"));
        Assert.Equal("Log line 8 was put in after its neighbours were sealed.", (await CheckAsync()).Problem);
    }

    [Fact]
    public async Task The_file_outside_the_database_cannot_be_rewritten_unnoticed()
    {
        await SealTwiceAsync();
        var file = Directory.GetFiles(Path.Combine(app.StorageRoot, "audit-seals")).Single();
        await File.WriteAllTextAsync(file, Regex.Replace(await File.ReadAllTextAsync(file), "\"Hash\":\"..", "\"Hash\":\"00"));
        Assert.NotNull((await CheckAsync()).Problem);
    }

    [Fact]
    public async Task Young_lines_wait()
    {
        await LinesAsync(3);
        Assert.Equal(0, await SealAsync());
    }

    private async Task SealTwiceAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            await LinesAsync(4);
            app.Clock.Advance(Duration.FromMinutes(5));
            Assert.Equal(4, await SealAsync());
        }
    }

    private async Task LinesAsync(int count)
    {
        var log = app.Services.GetRequiredService<ReadLog>();
        for (var i = 0; i < count; i++) await log.OneAsync(new Actor { UserId = 7, Now = app.Clock.Now, Address = "::1" }, "client.read", i, i);
    }

    private Task<int> SealAsync() => app.RunAsync(s => s.GetRequiredService<SealAudit>().RunAsync(Actor.Application(app.Clock.Now)));

    private Task<CheckSeals.Answer> CheckAsync() => app.RunAsync(s => s.GetRequiredService<CheckSeals>().RunAsync());
}
