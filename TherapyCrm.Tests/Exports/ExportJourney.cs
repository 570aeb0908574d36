using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Exports;

/// <summary>A therapist exports a client's file, in a real browser.</summary>
public sealed class ExportJourney
{
    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 360)]
    public async Task A_file_is_chosen_made_and_downloaded(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var world = await ExportWorld.FullAsync(browser.App);
        var page = await browser.PageAsync(world.Therapist, width, width == 360 ? 740 : 768, dark);
        await page.GotoAsync($"/clients/{world.Client.Id}/export");
        await FineAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Please fill this in." })).ToBeVisibleAsync();

        await page.GetByLabel("Reason").FillAsync("Moves to another practice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The export is ready" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.ReloadAsync();
        await FineAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var all = new MemoryStream();
        await content.CopyToAsync(all);
        Assert.Contains("Movestoanotherpractice", ExportWorld.Read(all.ToArray()).Text, StringComparison.Ordinal);
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder) await File.WriteAllBytesAsync(Path.Combine(folder, "export.pdf"), all.ToArray());
    }

    private static async Task FineAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{page.Url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{page.Url} scrolls sideways");
    }
}
