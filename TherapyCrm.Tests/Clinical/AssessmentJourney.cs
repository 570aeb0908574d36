using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A therapist assesses by keyboard and sees what has changed, in a real browser.</summary>
public sealed class AssessmentJourney
{
    [Fact]
    public async Task A_questionnaire_is_filled_in_by_number_keys_kept_finished_and_seen_in_its_trend()
    {
        await using var browser = CrmBrowser.Start();
        var world = await AssessmentWorld.StartAsync(browser.App);
        await world.AnsweredAsync([3, 3, 3, 2, 2, 2, 1, 1, 1], new(2026, 10, 5));
        var page = await browser.PageAsync(world.Therapist);

        await page.GotoAsync($"/clients/{world.Client.Id}/assessments");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Instrument" }).SelectOptionAsync(new SelectOptionValue { Label = "PHQ-9: Patient Health Questionnaire" });
        await page.GetByRole(AriaRole.Button, new() { Name = "New assessment" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Little interest or pleasure" }).GetByLabel("Not at all")).ToBeFocusedAsync();
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded); // the field has the focus before the script hears keys
        foreach (var key in "2110") await page.Keyboard.PressAsync(key.ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Poor appetite" }).GetByLabel("Not at all")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "4 of 9 answered" })).ToContainTextAsync("Draft kept");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Little interest or pleasure" }).GetByLabel("More than half the days")).ToBeCheckedAsync();

        await page.GetByRole(AriaRole.Group, new() { Name = "Poor appetite" }).GetByLabel("Not at all").FocusAsync();
        foreach (var key in "11111") await page.Keyboard.PressAsync(key.ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "9 of 9 answered" })).ToContainTextAsync("Risk flag");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "how difficult" }).GetByLabel("Not difficult at all")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Finish and lock" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Finished and locked.").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("item 9 was answered above the lowest answer");
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Reliably better");
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Treatment response");
        await page.GetByText("As a table").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "5 Oct" })).ToContainTextAsync("18");

        await page.GetByRole(AriaRole.Link, new() { Name = "Assessments" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("Risk flag");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "from 18 on 5 Oct" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 360)]
    [InlineData(true, 360)]
    public async Task The_pages_have_no_barrier_and_do_not_scroll_sideways(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var world = await AssessmentWorld.StartAsync(browser.App);
        await browser.App.Given.RoleAsync(world.Therapist.Id, UserRole.Admin);
        foreach (var (total, day) in new[] { (21, 1), (19, 15), (14, 29), (12, 43), (8, 57) })
            await world.AnsweredAsync([.. Enumerable.Range(0, 9).Select(i => (int?)Math.Clamp((total + i) / 9, 0, 3))], new DateOnly(2026, 9, 1).AddDays(day));
        await world.AnsweredAsync([2, 2, 1, 1, 1, 1, 2], new(2026, 10, 3), "GAD-7");
        var done = await world.AnsweredAsync([2, 1, 1, 1, 0, null, 1, 1, 1], new(2026, 11, 19), summary: "Sleeps better, eats regularly.\nWishes at night not to wake up, no plan.");
        await world.FinishAsync(done.Id, b => b with { Recommendations = "Safety plan looked at again.", Reason = "Forgot the second part" });
        var draft = await world.BegunAsync();
        var hand = await world.BegunAsync(code: null);
        var byHand = await world.BegunAsync(code: null);
        await world.FinishAsync(byHand.Id, b => b with { Name = "WISC-V", Evaluator = "Dr. Wu", Scores = [new("FSIQ", "104"), new("VCI", "98")], Summary = "Even profile." });
        var phq = await world.DefinitionAsync("PHQ-9");
        var page = await browser.PageAsync(world.Therapist, width, width == 360 ? 740 : 768, dark);
        foreach (var (url, name) in new[]
        {
            ($"/clients/{world.Client.Id}/assessments", "client"), ($"/assessments/{done.Id}", "show"), ($"/assessments/{done.Id}/versions", "versions"), ($"/assessments/{done.Id}/edit", "correct"), ($"/assessments/{draft.Id}/edit", "draft"),
            ($"/assessments/{hand.Id}/edit", "hand"), ($"/assessments/{byHand.Id}", "byhand"), ("/settings/assessments", "settings"), ("/settings/assessment", "settings-new"), ($"/settings/assessment/{phq}", "settings-phq"),
        })
        {
            await page.GotoAsync(url);
            foreach (var details in await page.Locator(".trend details").AllAsync()) await details.EvaluateAsync("d => d.open = true");
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
            if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"assess-{name}-{width}{(dark ? "-dark" : "")}.png") });
        }
        await page.GotoAsync($"/assessments/{draft.Id}/edit");
        foreach (var key in "111111") await page.Keyboard.PressAsync(key.ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "6 of 9 answered" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.getBoundingClientRect().bottom <= document.querySelector('.running').getBoundingClientRect().top"), "the total covers what has the focus");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync($"/assessments/{done.Id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Correct" })).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("Trouble concentrating on things")).ToBeVisibleAsync();
    }
}
