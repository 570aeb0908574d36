using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using TherapyCrm.Tests.Architecture;

namespace TherapyCrm.Tests.Support;

/// <summary>The application as a process of its own over a test's database and storage, to be killed without warning (SIGKILL).</summary>
public sealed class KillableServer : IAsyncDisposable
{
    private readonly Process process;

    private readonly ConcurrentQueue<string> said = new();

    private KillableServer(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>How often a test kills; <c>CRM_KILL_ROUNDS</c> makes it as many as one has time for.</summary>
    public static int Rounds(int usual) => int.TryParse(Environment.GetEnvironmentVariable("CRM_KILL_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : usual;

    /// <summary>Starts it; it may take some seconds until it answers.</summary>
    public static KillableServer Start(CrmApp app)
    {
        var address = FreeAddress();
        return new(Process.Start(new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "TherapyCrm.Web.dll"), $"--Storage:Root={app.StorageRoot}", $"--Keys:Path={Path.Combine(app.StorageRoot, "keys")}", $"--urls={address}",
            $"--ConnectionStrings:Crm={app.ConnectionString}", "--Demo:Seed=false", "--Jobs:Run=false", "--Backup:At=never", $"--contentRoot={Repository.Path("TherapyCrm.Web")}"])
        { RedirectStandardOutput = true, RedirectStandardError = true })!, address);
    }

    /// <summary>Asks again until it answers.</summary>
    public static async Task<HttpResponseMessage> WhenUpAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; ; i++)
            try
            {
                return await ask();
            }
            catch (HttpRequestException) when (i < 300)
            {
                await Task.Delay(200);
            }
    }

    /// <summary>Lets it work for a while once the count has moved, then kills it in full swing.</summary>
    public async Task KillAfterAsync(Func<int> count, TimeSpan life, IReadOnlyList<Task> work)
    {
        var before = count();
        for (var i = 0; i < 600 && count() == before && !work.Any(w => w.IsCompleted); i++) await Task.Delay(50);
        await Task.Delay(life);
        process.Kill(entireProcessTree: true);
        try
        {
            await Task.WhenAll(work);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\nThe server said:\n{string.Join('\n', said.TakeLast(60))}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
