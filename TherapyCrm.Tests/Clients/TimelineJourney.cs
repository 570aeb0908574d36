using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>A therapist reads a client's story by keyboard, in a real browser.</summary>
public sealed class TimelineJourney
{
    [Fact]
    public async Task Arrows_go_from_entry_to_entry_enter_opens_and_w_writes()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        await world.SignedAsync("The older text.", new DateOnly(2026, 11, 10));
        await world.SignedAsync("The newer text.", new DateOnly(2026, 11, 12));
        var page = await browser.PageAsync(world.Therapist);
        await page.GotoAsync($"/clients/{world.Client.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Timeline" }).ClickAsync();
        await page.WaitForURLAsync("**/timeline");

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Session 2" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Session 1" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("The older text.")).ToBeVisibleAsync();

        await page.GoBackAsync();
        await page.GetByLabel("Search in this file").FillAsync("NEWER");
        await Assertions.Expect(page.Locator("mark")).ToHaveTextAsync("newer");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Session 1" })).ToBeHiddenAsync();
        Assert.Contains("q=NEWER", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Session 2" }).FocusAsync();
        await page.Keyboard.PressAsync("w");
        await Assertions.Expect(page.GetByLabel("Subjective")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 360)]
    public async Task It_has_no_barrier_and_does_not_scroll_sideways(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        await world.VisitAsync();
        await world.SignedAsync("She slept **badly**.\n\n- woke at 4\n- tired all day averyveryveryveryveryveryveryveryveryveryverylongword", change: b => b with { Mood = "Anxious" });
        await world.BegunAsync();
        var page = await browser.PageAsync(world.Therapist, width, width == 360 ? 740 : 768, dark);
        foreach (var url in new[] { $"/clients/{world.Client.Id}/timeline", $"/clients/{world.Client.Id}/timeline?q=bad&class=Note", $"/clients/{world.Client.Id}/timeline?q=nothing" })
        {
            await page.GotoAsync(url);
            Assert.True(await page.EvaluateAsync<bool>("() => scrollY === 0"), $"{url} does not begin with whose file it is");
            await Assertions.Expect(page.Locator(".tabs > [aria-current]")).ToBeInViewportAsync();
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
        }
    }
}
