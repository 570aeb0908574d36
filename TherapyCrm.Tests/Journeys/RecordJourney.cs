using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Journeys;

/// <summary>Those around a client's record, each through a day of theirs in a real browser: supervisor, privacy officer, receptionist.</summary>
public sealed class RecordJourney
{
    [Fact]
    public async Task A_therapist_opens_writes_signs_amends_plans_assesses_uploads_and_finds_it_all_on_the_timeline()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        await browser.App.Given.SaveAsync(new DocumentCategory { Name = "Clinical report", IsClinical = true });
        var visit = await world.VisitAsync();
        var page = await browser.PageAsync(world.Therapist);
        var file = $"/clients/{world.Client.Id}";

        await page.GotoAsync($"/appointments/{visit.Id}");
        await page.Keyboard.PressAsync("w");
        await page.Locator("textarea").First.FillAsync("She slept badly this week.");
        await SignAsync(page, "Sign and lock");
        await Assertions.Expect(page.GetByText("Signed and locked.").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Amend" }).ClickAsync();
        await page.Locator("textarea").First.FillAsync("She slept well this week.");
        await page.GetByLabel("Why is it changed?").FillAsync("Wrong word");
        await SignAsync(page, "Sign and lock");
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare the 2 versions" }).ClickAsync();
        await Assertions.Expect(page.Locator("ins")).ToContainTextAsync("well");

        await page.GotoAsync($"{file}/plans");
        await page.GetByRole(AriaRole.Link, new() { Name = "New plan" }).First.ClickAsync();
        await page.GetByLabel("Title").FillAsync("Sleep through the night");
        await page.GetByLabel("Start", new() { Exact = true }).FillAsync("2026-11-20");
        await page.GetByLabel("Review date").FillAsync("2027-01-20");
        await page.GetByLabel("End", new() { Exact = true }).FillAsync("2027-05-20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a goal" }).First.ClickAsync();
        await page.GetByLabel("Goal", new() { Exact = true }).FillAsync("Seven hours on five nights");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await SignAsync(page, "Approve");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Active");

        await page.GotoAsync($"{file}/assessments");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Instrument" }).SelectOptionAsync(new SelectOptionValue { Label = "PHQ-9: Patient Health Questionnaire" });
        await page.GetByRole(AriaRole.Button, new() { Name = "New assessment" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Not at all").First).ToBeFocusedAsync();
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded); // the field has the focus before the script hears keys
        foreach (var key in "211101000") await page.Keyboard.PressAsync(key.ToString());
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByText("Finished and locked.").First).ToBeVisibleAsync();

        await page.GotoAsync($"{file}/documents");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add documents" }).ClickAsync();
        await page.GetByLabel("Category").SelectOptionAsync(new SelectOptionValue { Label = "Clinical report (clinical)" });
        await page.GetByLabel("Files").SetInputFilesAsync(new FilePayload { Name = "sleep diary.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**{file}/documents");

        await page.GotoAsync($"{file}/timeline");
        foreach (var entry in new[] { "She slept well this week", "sleep diary" })
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(entry);
    }

    [Fact]
    public async Task A_supervisor_works_off_the_queue()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        var supervisor = await browser.App.Given.StaffAsync(UserRole.Therapist, "Ruth", "Weiss");
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical, Permission.CosignClinical }) await browser.App.Given.RecordPermissionAsync(supervisor.Id, permission, world.Client.Id, granted: true);
        var (first, second) = (await world.SignedAsync("The first hour."), await world.SignedAsync("The second hour.", new DateOnly(2026, 11, 21)));
        foreach (var note in new[] { first, second }) await world.AsAsync((CosignNote o, Actor a) => o.AskAsync(a, note.Id, supervisor.Id));

        var page = await browser.PageAsync(supervisor);
        await page.GotoAsync("/notes");
        var queue = page.GetByRole(AriaRole.Region, new() { Name = "To co-sign" });
        await Assertions.Expect(queue.GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        await queue.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The first hour.");
        await page.GetByLabel("Comment").FillAsync("Agreed; think of the sleep diary.");
        await page.GetByLabel("Your password").FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Co-sign", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Co-signed.").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Version 1 co-signed");
        await page.GotoAsync("/notes");
        await Assertions.Expect(queue.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);

        await world.AmendedAsync(second.Id, "The second hour, more exactly.");
        await queue.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("more exactly");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Amend" }).CountAsync());
    }

    [Fact]
    public async Task A_privacy_officer_hears_of_an_emergency_reviews_it_and_the_log_and_seals_the_file_off()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        await world.SignedAsync("canary-clinical");
        var (officer, curious) = (await browser.App.Given.StaffAsync(UserRole.Admin, "Priya", "Nair"), await browser.App.Given.StaffAsync(UserRole.Therapist, "Lee", "Cho"));
        var there = await browser.PageAsync(curious);
        await there.GotoAsync("/emergency");
        await there.GetByLabel("File number of the client").FillAsync(world.Client.FileNumber);
        await there.GetByLabel("Reason").FillAsync("The client called in distress at night");
        await there.GetByLabel("Your password").FillAsync(Given.Password);
        await there.GetByRole(AriaRole.Button, new() { Name = "Open the record for an hour" }).ClickAsync();
        await there.GotoAsync($"/clients/{world.Client.Id}/notes");
        await Assertions.Expect(there.GetByText("Emergency").First).ToBeVisibleAsync();

        var page = await browser.PageAsync(officer);
        await page.GotoAsync("/audit/emergencies");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Lee Cho");
        await page.GetByLabel("What you found").FillAsync("Spoke with Lee; the call is on file.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reviewed" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Spoke with Lee");

        await page.GetByRole(AriaRole.Link, new() { Name = $"File {world.Client.FileNumber}" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Lee Cho");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("canary-clinical");

        await browser.App.Given.RecordPermissionAsync(curious.Id, Permission.ViewClinical, world.Client.Id, granted: false);
        var shut = await there.GotoAsync($"/clients/{world.Client.Id}/notes");
        Assert.Contains(shut!.Status, new[] { 403, 404 });
    }

    [Fact]
    public async Task A_receptionist_does_all_of_the_desk_and_sees_no_clinical_word()
    {
        await using var browser = CrmBrowser.Start();
        var world = await NoteWorld.StartAsync(browser.App);
        var visit = await world.VisitAsync();
        await world.SignedAsync("canary-clinical", change: b => b with { Mood = "canary-clinical", Risk = "canary-clinical" });
        await world.BegunAsync(visit.Id);
        var desk = await browser.App.Given.StaffAsync(UserRole.Receptionist);
        var page = await browser.PageAsync(desk);
        var id = world.Client.Id;
        foreach (var url in new[]
        {
            "/", "/board", "/agenda", "/calendar", "/clients", "/clients?q=canary", $"/clients/{id}", $"/clients/{id}/timeline", $"/clients/{id}/appointments", $"/clients/{id}/people", $"/clients/{id}/consents", $"/clients/{id}/history",
            $"/clients/{id}/documents", $"/clients/{id}/timeline?q=canary", $"/appointments/{visit.Id}", $"/appointments/{visit.Id}/card", "/documents?q=canary",
        })
        {
            var answer = await page.GotoAsync(url);
            Assert.True(answer!.Status is 200 or 403 or 404, $"{url} answered {answer.Status}");
            await CleanAsync(page, url);
            Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Notes" }).CountAsync());
        }
        foreach (var url in new[] { "/notes", $"/clients/{id}/notes", $"/clients/{id}/plans", $"/clients/{id}/clinical", $"/clients/{id}/private-notes", "/notes/1", $"/notes/group/{visit.Id}" })
        {
            var answer = await page.GotoAsync(url);
            Assert.True(answer!.Status is 403 or 404, $"{url} answered {answer.Status}");
            await CleanAsync(page, url);
        }
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("canary");
        await page.WaitForTimeoutAsync(600);
        Assert.DoesNotContain("canary-clinical", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await browser.App.DbAsync(db => db.AuditEntries.CountAsync(a => a.UserId == desk.Id && a.Action.StartsWith("note.") && a.Outcome == AuditOutcome.Ok)));
    }

    private static async Task SignAsync(IPage page, string button)
    {
        await page.GetByLabel("Your password").FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
    }

    private static async Task CleanAsync(IPage page, string url) =>
        Assert.False((await page.ContentAsync()).Contains("canary-clinical", StringComparison.Ordinal), $"{url} shows a clinical word");
}
