using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A therapist writes between two sessions, in a real browser.</summary>
public sealed class NoteJourney
{
    [Fact]
    public async Task A_note_is_begun_by_one_key_kept_while_typed_signed_and_amended_in_the_open()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        var visit = await world.VisitAsync();
        var page = await browser.PageAsync(world.Therapist);

        await page.GotoAsync($"/appointments/{visit.Id}");
        await page.Keyboard.PressAsync("w");
        await Assertions.Expect(page.GetByLabel("Subjective")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("She slept **badly** this week.");
        await Assertions.Expect(page.GetByText("Draft kept")).ToContainTextAsync(new Regex("Draft kept .*"));
        await Until(async () => (await world.InHandAsync(await NoteIdAsync(world))).Drafts[0].Body.Sections[0].Text.Contains("badly", StringComparison.Ordinal));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Subjective")).ToHaveValueAsync("She slept **badly** this week.");

        await page.GetByLabel("Your password").FillAsync(Given.Password);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("Signed and locked.").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("strong", new() { HasText = "badly" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Amend" }).ClickAsync();
        await page.GetByLabel("Subjective").FillAsync("She slept **well** this week.");
        await page.GetByLabel("Why is it changed?").FillAsync("Wrong word");
        await page.GetByLabel("Your password").FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign and lock" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare the 2 versions" }).ClickAsync();
        await Assertions.Expect(page.Locator("ins")).ToContainTextAsync("well");
        await Assertions.Expect(page.Locator("del")).ToContainTextAsync("badly");
    }

    [Fact]
    public async Task Two_windows_lose_nothing_and_a_server_that_is_away_is_told()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        var note = await world.BegunAsync();
        var first = await browser.PageAsync(world.Therapist);
        await first.GotoAsync($"/notes/{note.Id}/edit");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync($"/notes/{note.Id}/edit");

        await first.GetByLabel("Subjective").FillAsync("from the first window");
        await Until(async () => (await world.InHandAsync(note.Id)).Drafts[0].Version > 1);
        await second.GetByLabel("Subjective").FillAsync("from the second window");
        await Assertions.Expect(second.GetByText("in another window as well")).ToBeVisibleAsync();
        await second.ReloadAsync();
        await Assertions.Expect(second.GetByLabel("Another draft")).ToContainTextAsync("from the first window");
        await Assertions.Expect(second.GetByLabel("Subjective")).ToHaveValueAsync("from the second window");

        await second.RouteAsync("**/edit?handler=Save", route => route.AbortAsync());
        await second.GetByLabel("Subjective").FillAsync("typed while it was away");
        await Assertions.Expect(second.GetByText("Not kept yet")).ToBeVisibleAsync();
        await second.UnrouteAllAsync();
        await Assertions.Expect(second.GetByText("Not kept yet")).ToBeHiddenAsync(new() { Timeout = 15_000 });
        await Until(async () => (await world.InHandAsync(note.Id)).Drafts[^1].Body.Sections[0].Text == "typed while it was away");
    }

    [Fact]
    public async Task What_is_typed_is_kept_when_the_page_is_left_at_once()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        var note = await world.BegunAsync();
        var page = await browser.PageAsync(world.Therapist);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GotoAsync($"/notes/{note.Id}/edit");
        await page.GetByLabel("Subjective").PressSequentiallyAsync("last words");
        await page.GotoAsync("/notes");

        await Until(async () => (await world.InHandAsync(note.Id)).Drafts[0].Body.Sections[0].Text == "last words");
    }

    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 360)]
    public async Task The_pages_have_no_barrier_and_do_not_scroll_sideways(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        await browser.App.Given.RoleAsync(world.Therapist.Id, UserRole.Admin);
        await world.VisitAsync();
        var signed = await world.SignedAsync("She slept badly.\n\n- woke at 4\n- tired all day", change: b => b with { Mood = "Anxious", Risk = "Low" });
        await world.AmendedAsync(signed.Id, "She slept badly, then better.\n\n- woke at 5");
        var draft = await world.BegunAsync();
        var group = await GroupNoteTests.SessionAsync(world, await browser.App.Given.ClientAsync("Amir", "Haddad", world.Therapist.Id));
        await world.BegunAsync(group.Id);
        await world.AsAsync((NoteSnippets o, Actor a) => o.SaveAsync(a, new(null, null, "mse", "{client} was calm on {date}.", IsActive: true, IsShared: false)));
        var page = await browser.PageAsync(world.Therapist, width, width == 360 ? 780 : 768, dark);
        foreach (var url in new[] { "/notes", $"/clients/{world.Client.Id}/notes", $"/notes/{signed.Id}", $"/notes/{signed.Id}/versions", $"/notes/{signed.Id}/redact", $"/notes/{draft.Id}/edit", $"/clients/{world.Client.Id}/private-notes", "/settings/lists", "/settings/note-templates", $"/notes/group/{group.Id}", "/notes/snippets", "/settings/snippets", "/agenda", $"/settings/people/{world.Therapist.Id}/hand-over" })
        {
            await page.GotoAsync(url);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
            if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{url.Trim('/').Replace('/', '-')}-{width}{(dark ? "-dark" : "")}.png") });
        }
    }

    private static Task<long> NoteIdAsync(NoteWorld world) => world.App.DbAsync(db => db.SessionNotes.Select(n => n.Id).SingleAsync());

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
