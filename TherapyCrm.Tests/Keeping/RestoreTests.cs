using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;
using TherapyCrm.Tests.Architecture;

namespace TherapyCrm.Tests.Keeping;

/// <summary>A restore, run as the process it is in a practice: killed at any moment it leaves the old database with its files, or the new one with its own.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("therapycrm-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task What_was_backed_up_comes_back_and_what_was_there_is_kept_aside()
    {
        await OldAndNewAsync(documents: 3);

        Assert.Equal(2, (await RunAsync("restore")).Code);
        Assert.Contains("There is no such backup", (await RunAsync("restore", "yesterday")).Text, StringComparison.Ordinal);
        Assert.Equal(("new", "new"), await NowAsync());
        var restored = await RunAsync("restore", "latest");

        Assert.True(restored.Code == 0, restored.Text);
        Assert.Equal(("old", "old"), await NowAsync());
        Assert.Single(Directory.GetFiles(Data, "crm.db.before-restore-*Z"));
        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(Directory.GetDirectories(Data, "documents.before-restore-*").Single(), "0")));
        var doctor = await RunAsync("doctor");
        Assert.True(doctor.Code == 0, doctor.Text);
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_the_old_or_the_new()
    {
        await OldAndNewAsync(documents: 400);
        var (seen, clock) = (new HashSet<string>(), Stopwatch.StartNew());
        var whole = (await RunAsync("restore", "latest"), clock.ElapsedMilliseconds).ElapsedMilliseconds;
        for (var round = 1; round <= 6; round++)
        {
            await ChangeAsync("new", 400);
            await RunAsync(killAfter: (int)(whole * (0.4 + (0.09 * round))), "restore", "latest");
            var looked = await RunAsync("doctor"); // any start finishes what was decided
            Assert.True(looked.Code == 0, looked.Text);
            var now = await NowAsync();
            Assert.Equal(now.Name, now.Document);
            Assert.Single(Directory.GetFiles(Path.Combine(Data, "documents")).Select(File.ReadAllText).Distinct());
            seen.Add(now.Name);
        }
        Assert.Subset(new HashSet<string> { "old", "new" }, seen);
    }

    [Fact]
    public async Task A_running_program_is_not_restored_under_its_feet()
    {
        await OldAndNewAsync(documents: 1);
        await using (new FileStream(Path.Combine(Data, ".in-use"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read))
            Assert.Contains("Stop it first", (await RunAsync("restore", "latest")).Text, StringComparison.Ordinal);
        Assert.Equal(("new", "new"), await NowAsync());
    }

    private async Task OldAndNewAsync(int documents)
    {
        Assert.Equal(0, (await RunAsync("create-admin", "--email", "ada@example.test", "--first", "Ada", "--last", "Lindqvist", "--practice", "old")).Code);
        await ChangeAsync("old", documents);
        var made = await RunAsync("backup");
        Assert.True(made.Code == 0, made.Text);
        Assert.Contains("The keys in", made.Text, StringComparison.Ordinal);
        await ChangeAsync("new", documents);
    }

    private async Task ChangeAsync(string name, int documents)
    {
        await using (var db = SqliteCopy.Open(Path.Combine(Data, "crm.db"))) await db.Practices.ExecuteUpdateAsync(u => u.SetProperty(p => p.Name, name));
        Directory.CreateDirectory(Path.Combine(Data, "documents"));
        for (var i = 0; i < documents; i++) await File.WriteAllTextAsync(Path.Combine(Data, "documents", $"{i}"), name);
    }

    private async Task<(string Name, string Document)> NowAsync()
    {
        await using var db = SqliteCopy.Open(Path.Combine(Data, "crm.db"));
        return (await db.Practices.Select(p => p.Name).SingleAsync(), await File.ReadAllTextAsync(Path.Combine(Data, "documents", "0")));
    }

    private Task<(int Code, string Text)> RunAsync(params string[] args) => RunAsync(-1, args);

    private async Task<(int Code, string Text)> RunAsync(int killAfter, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TherapyCrm.Web.dll"), .. args, $"--Storage:Root={Data}", $"--Keys:Path={Path.Combine(folder, "keys")}", $"--contentRoot={Repository.Path("TherapyCrm.Web")}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "None";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (killAfter >= 0 && !process.WaitForExit(killAfter)) process.Kill();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
