using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Booking;

/// <summary>Booking and changing appointments in a real browser, by keyboard.</summary>
public sealed class BookingJourney : IAsyncLifetime
{
    private readonly CrmBrowser browser = CrmBrowser.Start();
    private BookingWorld world = null!;

    public async Task InitializeAsync() => world = await BookingWorld.InAsync(browser.App);

    public async Task DisposeAsync() => await browser.DisposeAsync();

    [Theory]
    [InlineData(1366, 768, false)]
    [InlineData(1366, 768, true)]
    [InlineData(360, 740, false)]
    public async Task The_form_has_no_accessibility_fault(int width, int height, bool dark)
    {
        var page = await browser.PageAsync(world.Desk, width, height, dark);
        await page.GotoAsync($"{world.Gap(10)}&clientId={world.Sara.Id}");
        await page.EvaluateAsync("document.querySelectorAll('#booking details').forEach(d => d.open = true)");
        await Faultless(page, $"form-{width}-{dark}");
    }

    private static async Task Faultless(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CRM_SHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways");
    }
}
