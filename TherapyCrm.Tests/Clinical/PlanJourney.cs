using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A therapist plans and sees progress, in a real browser.</summary>
public sealed class PlanJourney
{
    [Fact]
    public async Task A_plan_is_made_approved_written_toward_and_seen_to_move()
    {
        await using var browser = CrmBrowser.Start();
        var world = await PlanWorld.StartAsync(browser.App);
        var page = await browser.PageAsync(world.Notes.Therapist);

        await page.GotoAsync($"/clients/{world.Notes.Client.Id}");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Client", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Plans" }).ClickAsync();
        await page.WaitForURLAsync("**/plans");
        await page.Keyboard.PressAsync("n");
        await page.GetByLabel("Title").FillAsync("Out of the house again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a goal" }).ClickAsync();
        await page.GetByLabel("Goal", new() { Exact = true }).FillAsync("Rides the bus alone");
        await page.GetByLabel("Baseline in per cent").FillAsync("10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an intervention" }).ClickAsync();
        await page.GetByLabel("Intervention").FillAsync("Graded exposure");
        await page.GetByLabel("Rides the bus alone").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByLabel("Your password").FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("The plan is approved and in use.").First).ToBeVisibleAsync();

        foreach (var (day, percent) in new[] { ("2026-11-02", "20"), ("2026-11-16", "50") })
        {
            await page.GotoAsync($"/clients/{world.Notes.Client.Id}/notes");
            await page.GetByRole(AriaRole.Button, new() { Name = "Write a note" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Open goals" })).ToContainTextAsync("Rides the bus alone");
            await page.GetByLabel("Date").FillAsync(day);
            await page.GetByLabel("Subjective").FillAsync("It went well.");
            await page.GetByLabel("Per cent").FillAsync(percent);
            await Until(async () => await DraftedAsync(world, int.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)));
            await page.ReloadAsync();
            await Assertions.Expect(page.GetByLabel("Per cent")).ToHaveValueAsync(percent);
            await page.GetByLabel("Your password").FillAsync(Given.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign and lock" }).ClickAsync();
            await Assertions.Expect(page.GetByText($"{percent} %")).ToBeVisibleAsync();
        }
        await page.GotoAsync($"/clients/{world.Notes.Client.Id}/plans");
        await Assertions.Expect(page.GetByText("+40", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Out of the house again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "Per cent by date: 20 % at first, 50 % at last, 2 entries" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("figcaption")).ToContainTextAsync("+40 percentage points, +15 a week");
        await page.GetByText("The entries as a table").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "16 Nov 2026" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 360)]
    [InlineData(true, 360)]
    public async Task The_pages_have_no_barrier_and_do_not_scroll_sideways(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var world = await PlanWorld.StartAsync(browser.App);
        var (plan, goals) = await world.ActiveAsync("Rides three stops of the bus alone, at first with a friend at the other end", "Has a calm evening on four days of the week");
        await world.Notes.AsAsync((SaveGoal o, Domain.Access.Actor a) => o.RunAsync(a, new(plan.Id, goals[0].Id, goals[0].Version, PlanWorld.Goal("Rides three stops of the bus alone", 10) with
        {
            Domain = "Coping with stress",
            LongTerm = "Goes to work by bus",
            ShortTerm = "One stop with a friend",
            MasteryType = "Percent correct",
            MasteryValue = "80 % in 3 sessions",
            Baseline = "Does not ride",
            Strategies = "Breathing first",
        }, GoalStatus.InProgress, "Put into words")));
        var row = PlanWorld.Value(await world.Notes.AsAsync((SaveIntervention o, Domain.Access.Actor a) => o.RunAsync(a, new(plan.Id, null, null, new() { Type = "Graded exposure", Frequency = "Weekly", Duration = "20 minutes", Materials = "Ladder", GoalIds = [goals[0].Id] }, "Begins"))));
        var noted = 0L;
        foreach (var (day, percent) in new[] { (1, 20), (5, 15), (9, 40), (17, 65) })
            noted = (await world.Notes.SignedAsync("It went well.", new(2026, 11, day), b => b with { Progress = [new() { GoalId = goals[0].Id, Goal = "Rides three stops of the bus alone", Percent = percent, Status = GoalStatus.InProgress, Remark = "With a friend" }] })).Id;
        var draft = await world.Notes.BegunAsync();
        var page = await browser.PageAsync(world.Notes.Therapist, width, width == 360 ? 740 : 768, dark);
        foreach (var url in new[]
        {
            $"/clients/{world.Notes.Client.Id}/plans", $"/plans/{plan.Id}", $"/plans/{plan.Id}/versions", $"/plans/{plan.Id}/goal/{goals[0].Id}", $"/plans/{plan.Id}/intervention/{row.Id}", $"/clients/{world.Notes.Client.Id}/plan/{plan.Id}",
            $"/clients/{world.Notes.Client.Id}/plan", "/notes", $"/notes/{draft.Id}/edit", $"/notes/{noted}",
        })
        {
            await page.GotoAsync(url);
            await page.EvaluateAsync("() => document.querySelectorAll('main details:not(.menu)').forEach(d => d.open = true)");
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
            if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{url.Trim('/').Replace('/', '-')}-{width}{(dark ? "-dark" : "")}.png") });
        }
    }

    private static async Task<bool> DraftedAsync(PlanWorld world, int percent)
    {
        var note = await world.App.DbAsync(db => db.SessionNotes.Where(n => n.Status == NoteStatus.Draft).Select(n => n.Id).SingleAsync());
        return (await world.Notes.InHandAsync(note)).Drafts[0].Body.Progress is [{ Percent: var kept }] && kept == percent;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await holds()) return;
            await Task.Delay(200);
        }
        Assert.Fail("It did not happen within 12 seconds.");
    }
}
