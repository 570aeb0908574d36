using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>The server is killed in the middle of uploads: what it acknowledged is there and whole, and nothing else is to be seen.</summary>
public sealed class KilledWhileStoringTests
{
    private static readonly int Rounds = KillableServer.Rounds(usual: 3);

    [Fact]
    public async Task No_acknowledged_document_is_lost_and_no_row_lacks_its_file()
    {
        using var app = new CrmApp();
        var world = await DocumentWorld.MakeAsync(app);
        var (category, acknowledged) = (await world.CategoryAsync(), new ConcurrentDictionary<long, string>());
        for (var round = 0; round < Rounds; round++) await RoundAsync(app, world, category, acknowledged, TimeSpan.FromMilliseconds(100 + (round % 5 * 200)));

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
        await using var server = KillableServer.Start(app);
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(http, world));
        await server.KillAfterAsync(() => acknowledged.Count, life, [.. Enumerable.Range(0, 4).Select(_ => UploadUntilItFailsAsync(http, world.Client.Id, category, acknowledged))]);
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
        using var answer = await KillableServer.WhenUpAsync(() => http.PostAsJsonAsync("/api/auth/login", new { email = world.Therapist.Email, password = Given.Password }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
