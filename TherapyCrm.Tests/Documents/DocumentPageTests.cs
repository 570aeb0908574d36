using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>The documents' pages over HTTP, without JavaScript.</summary>
public sealed class DocumentPageTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Several_files_are_added_at_once_and_listed_with_the_client()
    {
        var world = await DocumentWorld.MakeAsync(app);
        using var browser = await app.SignedInAsync(world.Therapist);
        var answer = await SendAsync(browser, $"/documents/new?client={world.Client.Id}", new() { ["Form.CategoryId"] = $"{await world.CategoryAsync()}", ["Form.Tags"] = "intake, Élan" },
            ("first.txt", "One"u8.ToArray()), ("second.pdf", "%PDF-1.7 two"u8.ToArray()));
        Assert.Equal($"/clients/{world.Client.Id}/documents", answer.Headers.Location!.ToString());

        var page = await browser.PageAsync($"/clients/{world.Client.Id}/documents");
        Assert.Equal(["first", "second"], page.QuerySelectorAll("tbody th a").Select(a => a.TextContent.Trim()).Order());
        Assert.Equal(["intake", "Élan"], (await app.DbAsync(db => db.Documents.FirstAsync())).TagList);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_told_and_the_rest_is_stored()
    {
        var world = await DocumentWorld.MakeAsync(app);
        using var browser = await app.SignedInAsync(world.Therapist);
        var url = $"/documents/new?client={world.Client.Id}";
        var answer = await SendAsync(browser, url, new() { ["Form.CategoryId"] = $"{await world.CategoryAsync()}" }, ("good.txt", "One"u8.ToArray()), ("bad.exe", [0x4D, 0x5A, 0, 0]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Contains("bad.exe: This kind of file is not kept", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("good", page.QuerySelector(".banner-ok")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(browser, url, [], ("good.txt", "One"u8.ToArray()))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(browser, url, new() { ["Form.CategoryId"] = $"{await world.CategoryAsync()}" })).StatusCode);
        Assert.Equal(1, await app.DbAsync(db => db.Documents.CountAsync()));
    }

    [Fact]
    public async Task More_files_than_are_taken_at_once_are_counted_and_not_stored()
    {
        var world = await DocumentWorld.MakeAsync(app);
        using var browser = await app.SignedInAsync(world.Therapist);
        var files = Enumerable.Range(1, 12).Select(n => ($"{n}.txt", "One"u8.ToArray())).ToArray();
        var answer = await SendAsync(browser, $"/documents/new?client={world.Client.Id}", new() { ["Form.CategoryId"] = $"{await world.CategoryAsync()}" }, files);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("at most 10 files at once; 2 were not stored", (await CrmClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(10, await app.DbAsync(db => db.Documents.CountAsync()));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var world = await DocumentWorld.MakeAsync(app);
        using var browser = await app.SignedInAsync(world.Therapist);
        using var form = new MultipartFormDataContent { { new StringContent($"{await world.CategoryAsync()}"), "Form.CategoryId" }, { new ByteArrayContent("x"u8.ToArray()), "Form.File", "x.txt" } };

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync($"/documents/new?client={world.Client.Id}", form)).StatusCode);
        Assert.Equal(0, await app.DbAsync(db => db.Documents.CountAsync()));
    }

    [Fact]
    public async Task A_file_is_served_as_an_attachment_that_cannot_act_and_in_parts()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync("0123456789");
        using var browser = await app.SignedInAsync(world.Therapist);
        var answer = await browser.GetAsync($"/documents/{document.Id}/file");

        Assert.Equal("0123456789", await answer.Content.ReadAsStringAsync());
        Assert.Equal(("attachment", "text/plain", "nosniff"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentType!.MediaType, Header(answer, "X-Content-Type-Options")));
        Assert.StartsWith("sandbox", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("attachment", (await browser.GetAsync($"/documents/{document.Id}/file?view=true")).Content.Headers.ContentDisposition!.DispositionType);

        using var part = new HttpRequestMessage(HttpMethod.Get, $"/documents/{document.Id}/file") { Headers = { Range = new(3, 5) } };
        var some = await browser.Http.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "345"), (some.StatusCode, await some.Content.ReadAsStringAsync()));
        using var beyond = new HttpRequestMessage(HttpMethod.Get, $"/documents/{document.Id}/file") { Headers = { Range = new(100, 200) } };
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await browser.Http.SendAsync(beyond)).StatusCode);
    }

    [Fact]
    public async Task Pictures_and_pdf_are_shown_in_the_browser_under_a_policy_that_lets_them_do_nothing()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var picture = (await world.TryAsync("GIF89a\0\0"u8.ToArray(), "a.gif")).Value!;
        var paper = (await world.TryAsync("%PDF-1.7"u8.ToArray(), "Lettre à Élodie.pdf")).Value!;
        using var browser = await app.SignedInAsync(world.Therapist);
        var (shown, read) = (await browser.GetAsync($"/documents/{picture.Id}/file?view=true"), await browser.GetAsync($"/documents/{paper.Id}/file?view=true"));

        Assert.Equal(("inline", "image/gif"), (shown.Content.Headers.ContentDisposition!.DispositionType, shown.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("sandbox", Header(shown, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(("inline", "application/pdf", "Lettre à Élodie.pdf"), (read.Content.Headers.ContentDisposition!.DispositionType, read.Content.Headers.ContentType!.MediaType, read.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Contains("default-src 'none'", Header(read, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.StartsWith("sandbox", Header(await browser.GetAsync($"/documents/{paper.Id}/file"), "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_sight_is_not_there_and_carries_nothing()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync("The planted Quetzalcoatl.", change: d => d with { Title = "Zanzibar report", Description = "Ouroboros", Tags = ["Xanadu"] });
        await app.AsAsync<ShareDocument, bool>(world.Therapist.Id, async (share, actor) => (await share.RunAsync(actor, new(document.Id, world.Therapist.Id, DocumentRight.Read, null))).Succeeded);
        foreach (var role in new[] { UserRole.Receptionist, UserRole.Staff, UserRole.Admin, UserRole.Therapist })
        {
            using var browser = await app.SignedInAsAsync(role);
            foreach (var path in new[] { "", "/edit", "/version", "/file", "/file?view=true", "/file?version=1" })
            {
                var answer = await browser.GetAsync($"/documents/{document.Id}{path}");
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                Clean(await answer.Content.ReadAsStringAsync());
            }
            foreach (var path in new[] { "/documents", "/documents?q=report", "/documents?archived=true", $"/clients/{world.Client.Id}/documents" })
                Clean(await (await browser.GetAsync(path)).Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/documents/{document.Id}?handler=Archive", ("archived", "true"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/documents/{document.Id}?handler=Share", ("Form.UserId", $"{browser.User!.Id}"))).StatusCode);
        }
        Assert.Null((await app.DbAsync(db => db.Documents.SingleAsync())).ArchivedAt);
    }

    [Fact]
    public async Task In_sight_but_not_to_change_is_refused()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync();
        await app.AsAsync<ShareDocument, bool>(world.Therapist.Id, async (share, actor) => (await share.RunAsync(actor, new(document.Id, world.Desk.Id, DocumentRight.Read, null))).Succeeded);
        using var browser = await app.SignedInAsync(world.Desk);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/documents/{document.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/documents/{document.Id}/edit")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/documents/{document.Id}/version")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync($"/documents/{document.Id}?handler=Archive", ("archived", "true"))).StatusCode);
    }

    [Fact]
    public async Task A_document_is_edited_replaced_restored_shared_and_archived()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync("One");
        using var browser = await app.SignedInAsync(world.Therapist);
        var url = $"/documents/{document.Id}";

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"{url}/edit", new { Title = "Intake report", Description = "Long <b>words</b>" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, $"{url}/version", [], ("two.txt", "Two"u8.ToArray()))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(url, new { }, "handler=Restore")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(url, new { UserId = world.Desk.Id }, "handler=Share")).StatusCode);
        var page = await browser.PageAsync(url);
        Assert.Equal("Intake report", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal(4, page.QuerySelectorAll("[aria-labelledby=versions-title] li").Length);
        Assert.Contains("two.txt", page.QuerySelector("[aria-labelledby=versions-title]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Long <b>words</b>", page.QuerySelector("dd.user-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Shared", page.QuerySelector("[aria-labelledby=log-title]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(url, new { }, "handler=Unshare")).StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync($"{url}/edit", new { CategoryId = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await browser.SubmitAsync($"{url}/edit", new { Version = 1, Title = "Late" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(url, new { UserId = "" }, "handler=Share")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(url, new { }, "handler=Archive")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(browser, $"{url}/version", [], ("three.txt", "Three"u8.ToArray()))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(url, new { }, "handler=Archive")).StatusCode);
        Assert.Null((await app.DbAsync(db => db.Documents.SingleAsync(d => d.Id == document.Id))).ArchivedAt);
    }

    [Fact]
    public async Task The_library_finds_by_text_category_classification_and_last_day()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var today = app.Clock.Now.InUtc().Date;
        await world.UploadAsync(change: d => d with { Title = "Évaluation de départ", ExpirationDate = today.PlusDays(10) });
        await world.UploadAsync(clinical: false, change: d => d with { Title = "Consent", Classification = SecurityClassification.Public });
        using var browser = await app.SignedInAsync(world.Therapist);

        foreach (var (query, found) in new[]
        {
            ("", "Consent,Évaluation de départ"), ("?q=evaluation", "Évaluation de départ"), ($"?category={await world.CategoryAsync(clinical: false)}", "Consent"),
            ("?classification=Public", "Consent"), ("?within=30", "Évaluation de départ"), ("?within=0", ""), ("?scope=Practice", ""), ("?sort=Expiry", "Évaluation de départ,Consent"), ("?archived=true", ""),
        })
            Assert.Equal(found, string.Join(',', (await browser.PageAsync($"/documents{query}")).QuerySelectorAll("tbody th a").Select(a => a.TextContent.Trim()).OrderBy(t => query.Length > 0 ? "" : t, StringComparer.Ordinal)));
    }

    private static void Clean(string text)
    {
        foreach (var planted in new[] { "Quetzalcoatl", "Zanzibar", "Ouroboros", "Xanadu" }) Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(",", answer.Headers.GetValues(name));

    private static async Task<HttpResponseMessage> SendAsync(CrmClient browser, string url, Dictionary<string, string> fields, params (string Name, byte[] Content)[] files)
    {
        var form = (IHtmlFormElement)(await browser.PageAsync(url)).QuerySelector("main form[enctype='multipart/form-data']")!;
        using var sent = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().DistinctBy(i => i.Name)) sent.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in fields) sent.Add(new StringContent(value, Encoding.UTF8), name);
        foreach (var (name, content) in files) sent.Add(new ByteArrayContent(content), "Form.File", name);
        if (files.Length == 0) sent.Add(new ByteArrayContent([]) { Headers = { ContentDisposition = new("form-data") { Name = "\"Form.File\"", FileName = "\"\"" } } });
        return await browser.Http.PostAsync(url, sent);
    }
}
