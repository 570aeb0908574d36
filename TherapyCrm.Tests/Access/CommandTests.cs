using System.Diagnostics;
using TherapyCrm.Tests.Architecture;

namespace TherapyCrm.Tests.Access;

/// <summary>The commands beside serving, run as processes of their own.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("therapycrm-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_administrator_is_created_once_and_the_doctor_finds_the_installation_sound()
    {
        var made = await RunAsync("create-admin", "--email", "ada@example.test", "--first", "Ada", "--last", "Lindqvist", "--practice", "Harbour");
        Assert.Equal(0, made.Code);
        Assert.Contains("ada@example.test can sign in with the password", made.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("create-admin", "--email", "eve@example.test", "--first", "Eve", "--last", "Mallory")).Code);
        Assert.Equal(0, (await RunAsync("migrate")).Code);
        var doctor = await RunAsync("doctor");
        Assert.True(doctor.Code == 0, doctor.Text);
        Assert.Contains("Vancouver stays at -07:00", doctor.Text, StringComparison.Ordinal);
        Assert.Contains("0 clients' keys are wrapped with the key", (await RunAsync("rotate-keys")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("doctor")).Code);
    }

    [Fact]
    public async Task A_bad_setting_ends_the_start_with_one_sentence()
    {
        var start = await RunAsync("doctor", "--Database:Provider=Oracle");
        Assert.Equal((1, "Database:Provider is \"Oracle\", but must be Sqlite or SqlServer."), (start.Code, start.Text.Trim()));
    }

    private async Task<(int Code, string Text)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TherapyCrm.Web.dll"), .. args, $"--Storage:Root={folder}", $"--Keys:Path={Path.Combine(folder, "keys")}", $"--contentRoot={Repository.Path("TherapyCrm.Web")}"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "None";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
