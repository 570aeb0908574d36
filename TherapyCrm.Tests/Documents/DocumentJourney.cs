using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>A therapist's papers in a real browser.</summary>
public sealed class DocumentJourney
{
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_therapist_adds_looks_at_and_finds_documents()
    {
        await using var browser = CrmBrowser.Start();
        var world = await DocumentWorld.MakeAsync(browser.App);
        var page = await browser.PageAsync(world.Therapist);
        await page.GotoAsync($"/clients/{world.Client.Id}/documents");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add documents" }).ClickAsync();
        await page.GetByLabel("Category").SelectOptionAsync(new SelectOptionValue { Label = "Clinical report (clinical)" });
        await page.GetByLabel("Files").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "drawing.png", MimeType = "image/png", Buffer = Pixel },
            new() { Name = "tool.exe", MimeType = "application/octet-stream", Buffer = [0x4D, 0x5A, 0, 0] },
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("tool.exe: This kind of file is not kept");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("Stored", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByLabel("Files").SetInputFilesAsync(new FilePayload { Name = "letter.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForURLAsync($"**/clients/{world.Client.Id}/documents");
        await page.GetByRole(AriaRole.Link, new() { Name = "drawing", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Picture: drawing" })).ToHaveJSPropertyAsync("naturalWidth", 1);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download", Exact = true }).ClickAsync());
        Assert.Equal(Pixel, await File.ReadAllBytesAsync((await download.PathAsync())!));
    }

    [Theory]
    [InlineData(1366, 768, false)]
    [InlineData(360, 740, true)]
    public async Task Every_page_of_documents_is_accessible(int width, int height, bool dark)
    {
        await using var browser = CrmBrowser.Start();
        var world = await DocumentWorld.MakeAsync(browser.App);
        var document = (await world.TryAsync(Pixel, "drawing.png", change: d => d with { Title = "A drawing of the family at the table, made in the second session", Description = "Notes about it", Tags = ["art", "family"], Classification = SecurityClassification.Restricted })).Value!;
        await world.UploadAsync(clinical: false, change: d => d with { Title = "Consent to treatment", ExpirationDate = new(2027, 3, 1) });
        await browser.App.AsAsync<EditDocument, bool>(world.Therapist.Id, async (edit, actor) => (await edit.RunAsync(actor, new(document.Id, 1, new() { Title = "A drawing", CategoryId = document.CategoryId, Classification = SecurityClassification.Restricted }))).Succeeded);
        var page = await browser.PageAsync(world.Therapist, width, height, dark);
        foreach (var url in new[]
        {
            $"/clients/{world.Client.Id}/documents", $"/documents/new?client={world.Client.Id}", $"/documents/{document.Id}", $"/documents/{document.Id}/edit", $"/documents/{document.Id}/version", "/documents",
        })
        {
            await page.GotoAsync(url);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
            if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{url.Trim('/').Split('?')[0].Replace('/', '-')}-{width}{(dark ? "-dark" : "")}.png") });
        }
    }
}
