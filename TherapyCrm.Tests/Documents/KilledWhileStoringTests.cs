using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Architecture;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>The server is killed in the middle of uploads: what it acknowledged is there and whole, and nothing else is to be seen.</summary>
public sealed class KilledWhileStoringTests
{
    private const int Rounds = 4;

    [Fact]
    public async Task No_acknowledged_document_is_lost_and_no_row_lacks_its_file()
    {
        using var app = new CrmApp();
        var world = await DocumentWorld.MakeAsync(app);
        var (category, acknowledged) = (await world.CategoryAsync(), new ConcurrentDictionary<long, string>());
        for (var round = 0; round < Rounds; round++) await RoundAsync(app, world, category, acknowledged, TimeSpan.FromMilliseconds(100 + (round * 200)));

        var rows = await app.DbAsync(db => db.Documents.AsNoTracking().ToListAsync());
        Assert.True(acknowledged.Count >= Rounds, $"{acknowledged.Count} uploads were acknowledged");
        Assert.Empty(acknowledged.Keys.Except(rows.Select(r => r.Id)));
        foreach (var row in rows)
        {
            var read = Convert.ToHexStringLower(SHA256.HashData(await world.ReadAsync(row.Id)));
            Assert.Equal(row.Checksum, read);
            Assert.Equal(acknowledged.GetValueOrDefault(row.Id, read), read);
        }
        await app.RunAsync(s => s.GetRequiredService<SweepDocuments>().RunAsync(Actor.Application(SystemClock.Instance.GetCurrentInstant() + Duration.FromHours(25))));
        Assert.Equal(rows.Select(r => Path.Combine(world.Folder, r.FilePath)).Order(), world.Files().Order());
    }

    private static async Task RoundAsync(CrmApp app, DocumentWorld world, long category, ConcurrentDictionary<long, string> acknowledged, TimeSpan life)
    {
        var address = FreeAddress();
        using var server = Process.Start(new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "TherapyCrm.Web.dll"), $"--Storage:Root={app.StorageRoot}", $"--Keys:Path={Path.Combine(app.StorageRoot, "keys")}", $"--urls={address}",
            $"--ConnectionStrings:Crm={app.ConnectionString}", "--Demo:Seed=false", "--Jobs:Run=false", "--Backup:At=never", $"--contentRoot={Repository.Path("TherapyCrm.Web")}"])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(http, world));
            var uploads = Enumerable.Range(0, 4).Select(_ => UploadUntilItFailsAsync(http, world.Client.Id, category, acknowledged)).ToList();
            var before = acknowledged.Count;
            for (var i = 0; i < 600 && acknowledged.Count == before && !uploads.Exists(u => u.IsCompleted); i++) await Task.Delay(50);
            await Task.Delay(life); // in full swing now
            server.Kill(entireProcessTree: true); // SIGKILL
            await Task.WhenAll(uploads);
        }
        finally
        {
            if (!server.HasExited) server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task UploadUntilItFailsAsync(HttpClient http, long client, long category, ConcurrentDictionary<long, string> acknowledged)
    {
        try
        {
            while (true)
            {
                var content = new byte[RandomNumberGenerator.GetInt32(1, 400_000)];
                content.AsSpan().Fill((byte)('a' + RandomNumberGenerator.GetInt32(26)));
                using var form = new MultipartFormDataContent { { new StringContent($"{client}"), "clientId" }, { new StringContent($"{category}"), "categoryId" }, { new ByteArrayContent(content), "file", "a.txt" } };
                using var answer = await http.PostAsync("/api/documents", form);
                Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                acknowledged[(await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64()] = Convert.ToHexStringLower(SHA256.HashData(content));
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            // the server is gone
        }
    }

    private static async Task<string> SignInAsync(HttpClient http, DocumentWorld world)
    {
        for (var i = 0; ; i++)
            try
            {
                using var answer = await http.PostAsJsonAsync("/api/auth/login", new { email = world.Therapist.Email, password = Given.Password });
                return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
            }
            catch (HttpRequestException) when (i < 300)
            {
                await Task.Delay(200);
            }
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
