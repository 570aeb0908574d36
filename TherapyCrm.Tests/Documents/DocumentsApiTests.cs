using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Api;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Tests.Documents;

/// <summary>Every document line of the REST contract.</summary>
public sealed class DocumentsApiTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_document_is_uploaded_read_listed_changed_downloaded_and_archived()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var (program, http) = await ProgramAsync(world.Therapist);
        var made = await UploadAsync(http, new() { ["clientId"] = $"{world.Client.Id}", ["categoryId"] = $"{await world.CategoryAsync()}", ["title"] = "Report", ["tags"] = "intake, Élan", ["description"] = "Sealed words", ["expirationDate"] = "2027-03-01" });
        Assert.Equal(201, made.Status);
        var (json, id) = (made.Json, (long)made.Json["id"]!);
        Assert.Equal(("Report", "TXT", 10, "Sealed words", "CONFIDENTIAL", 1), ((string)json["title"]!, (string)json["fileType"]!, (int)json["fileSize"]!, (string)json["description"]!, (string)json["securityClassification"]!, (int)json["version"]!));
        Assert.DoesNotContain("filePath", made.Text, StringComparison.OrdinalIgnoreCase);

        Assert.Equal("\"1\"", (await program.GetAsync($"/api/documents/{id}")).Is(200).ETag);
        Assert.Equal([id], (await program.GetAsync("/api/documents?search=elan&sort=title")).Is(200).Ids);
        Assert.Equal([id], (await program.GetAsync($"/api/clients/{world.Client.Id}/documents?expiresBy=2027-03-01")).Is(200).Ids);
        Assert.Empty((await program.GetAsync($"/api/documents?clientId={world.Client.Id}&securityClassification=PUBLIC")).Is(200).Items);
        (await program.GetAsync("/api/documents?nonsense=1")).Is(422);

        (await program.PutAsync($"/api/documents/{id}", new { title = "Final" })).Is(428);
        (await program.PutAsync($"/api/documents/{id}", new { title = "Final", version = 9 })).Is(412);
        var edited = (await program.PutAsync($"/api/documents/{id}", new { title = "Final" }, ("If-Match", "\"1\""))).Is(200);
        Assert.Equal(("Final", "Sealed words", 2), ((string)edited.Json["title"]!, (string)edited.Json["description"]!, (int)edited.Json["version"]!));
        (await program.PutAsync($"/api/documents/{id}", new { checksum = "0", version = 2 })).IsInvalid("checksum");

        var whole = await program.GetAsync($"/api/documents/{id}/download");
        Assert.Equal(("0123456789", "attachment"), (whole.Is(200).Text, whole.Message.Content.Headers.ContentDisposition!.DispositionType));
        Assert.StartsWith("sandbox", string.Join("", whole.Message.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("234", (await program.SendAsync(HttpMethod.Get, $"/api/documents/{id}/download?version=1", null, ("Range", "bytes=2-4"))).Is(206).Text);
        (await program.SendAsync(HttpMethod.Get, $"/api/documents/{id}/download", null, ("Range", "bytes=50-60"))).Is(416);

        (await program.DeleteAsync($"/api/documents/{id}")).Is(204);
        Assert.Empty((await program.GetAsync("/api/documents")).Is(200).Items);
        Assert.Equal([id], (await program.GetAsync("/api/documents?archived=true")).Is(200).Ids);
        (await program.PutAsync($"/api/documents/{id}", new { title = "Late", version = 3 })).Is(409);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_at_its_property()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var (program, http) = await ProgramAsync(world.Therapist);
        var good = new Dictionary<string, string> { ["clientId"] = $"{world.Client.Id}", ["categoryId"] = $"{await world.CategoryAsync()}" };

        (await UploadAsync(http, new() { ["clientId"] = $"{world.Client.Id}" })).IsInvalid("categoryId");
        (await UploadAsync(http, new(good) { ["filePath"] = "/etc/passwd" })).IsInvalid("filePath");
        (await UploadAsync(http, new(good) { ["securityClassification"] = "SECRET" })).IsInvalid("securityClassification");
        (await UploadAsync(http, good, "MZ\0\0"u8.ToArray())).IsInvalid("file");
        (await UploadAsync(http, new(good) { ["clientId"] = "999999" })).Is(404);
        (await program.PostAsync("/api/documents", "{}")).Is(415);
        Assert.Equal(0, await app.DbAsync(db => db.Documents.CountAsync()));
    }

    [Fact]
    public async Task Out_of_sight_answers_like_not_there_and_in_sight_refuses()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync("The planted Quetzalcoatl.", change: d => d with { Title = "Zanzibar report" });
        var (program, http) = await ProgramAsync(world.Desk);
        foreach (var path in new[] { "", "/download" })
        {
            var hidden = (await program.GetAsync($"/api/documents/{document.Id}{path}")).Is(404);
            Assert.Equal((await program.GetAsync($"/api/documents/999999{path}")).Text, hidden.Text);
        }
        (await program.PutAsync($"/api/documents/{document.Id}", new { title = "x", version = 1 })).Is(404);
        (await program.DeleteAsync($"/api/documents/{document.Id}")).Is(404);
        Assert.DoesNotContain("Zanzibar", (await program.GetAsync($"/api/clients/{world.Client.Id}/documents")).Is(200).Text, StringComparison.Ordinal);
        (await UploadAsync(http, new() { ["clientId"] = $"{world.Client.Id}", ["categoryId"] = $"{await world.CategoryAsync()}" })).IsInvalid("categoryId");

        await app.AsAsync<ShareDocument, bool>(world.Therapist.Id, async (share, actor) => (await share.RunAsync(actor, new(document.Id, world.Desk.Id, DocumentRight.Read, null))).Succeeded);
        (await program.GetAsync($"/api/documents/{document.Id}")).Is(200);
        (await program.PutAsync($"/api/documents/{document.Id}", new { title = "x", version = 1 })).Is(403);
        (await program.DeleteAsync($"/api/documents/{document.Id}")).Is(403);
    }

    [Fact]
    public async Task The_same_key_answers_the_same_document()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var (_, http) = await ProgramAsync(world.Therapist);
        var fields = new Dictionary<string, string> { ["clientId"] = $"{world.Client.Id}", ["categoryId"] = $"{await world.CategoryAsync()}" };
        http.DefaultRequestHeaders.Add("Idempotency-Key", "upload-1");
        var (first, second) = (await UploadAsync(http, fields), await UploadAsync(http, fields));

        Assert.Equal((201, 201, (long)first.Json["id"]!), (first.Status, second.Status, (long)second.Json["id"]!));
        Assert.Equal(422, (await UploadAsync(http, new(fields) { ["title"] = "Another" })).Status);
        Assert.Single(world.Files());
    }

    private async Task<(ApiClient Program, HttpClient Http)> ProgramAsync(StaffMember person)
    {
        var issued = await app.RunAsync(s => s.GetRequiredService<IssueTokens>().RunAsync(person.Id, "127.0.0.1", "test"));
        var (http, token) = (app.CreateDefaultClient(), app.Services.GetRequiredService<AccessTokens>().For(person.Id, issued.Family));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (new(http), http);
    }

    private static async Task<ApiAnswer> UploadAsync(HttpClient http, Dictionary<string, string> fields, byte[]? content = null)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value, Encoding.UTF8), name);
        form.Add(new ByteArrayContent(content ?? "0123456789"u8.ToArray()), "file", "report.txt");
        var answer = await http.PostAsync("/api/documents", form);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }
}
