using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A group's note, snippets and signing by passkey, in a real browser.</summary>
public sealed class GroupNoteJourney : IAsyncLifetime
{
    private readonly CrmBrowser browser = CrmBrowser.Start(new CrmApp().With("Limits:SignInPerMinute", "1000"), "localhost");
    private NoteWorld world = null!;
    private IPage page = null!;

    public async Task InitializeAsync()
    {
        world = await NoteWorld.StartAsync(browser.App);
        page = await browser.PageAsync(world.Therapist);
    }

    public async Task DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task One_text_is_typed_and_a_note_lies_in_each_file()
    {
        var session = await GroupNoteTests.SessionAsync(world, await browser.App.Given.ClientAsync("Amir", "Haddad", world.Therapist.Id), await browser.App.Given.ClientAsync("June", "Park", world.Therapist.Id));
        await page.GotoAsync($"/appointments/{session.Id}");
        await page.Keyboard.PressAsync("w");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Breathing group");
        await page.Locator("textarea").First.FillAsync("Sara opened the round.");
        await Line("Amir Haddad").GetByLabel("Own line").FillAsync("Spoke for the first time.");
        await Line("June Park").GetByLabel("Attendance").SelectOptionAsync("Excused");
        await Assertions.Expect(page.Locator("[data-autosave-state]")).Not.ToBeEmptyAsync();
        await SignAsync();
        await Assertions.Expect(page.GetByText("is the name of another participant").First).ToBeVisibleAsync();

        await page.Locator("textarea").First.FillAsync("A member opened the round.");
        await SignAsync();
        await Assertions.Expect(page.GetByText("Signed and locked in 2 files.").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Amir Haddad" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Spoke for the first time.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("A member opened the round.");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Sara");
        Assert.Equal(2, await browser.App.DbAsync(db => db.NoteVersions.CountAsync()));
    }

    [Fact]
    public async Task From_the_day_list_one_key_opens_the_draft_and_completing_ones_own_visit_does_too()
    {
        var visit = await world.VisitAsync(AppointmentStatus.Scheduled, hoursAgo: 1);
        await page.GotoAsync($"/agenda?date={visit.LocalStart.Date.ToDateOnly():yyyy-MM-dd}&view=day");
        await page.Locator($"#open-{visit.Id}").FocusAsync();
        await page.Keyboard.PressAsync("w");
        await Assertions.Expect(page.Locator("form.note-form")).ToBeVisibleAsync();
        await page.GotoAsync("/notes");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Unsigned drafts" }).GetByRole(AriaRole.Link)).ToHaveCountAsync(1);

        await page.GotoAsync($"/appointments/{visit.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();
        await Assertions.Expect(page.Locator("form.note-form")).ToBeVisibleAsync();
        Assert.Equal(AppointmentStatus.Completed, await browser.App.DbAsync(db => db.Appointments.Where(a => a.Id == visit.Id).Select(a => a.Status).SingleAsync()));
        Assert.Equal(1, await browser.App.DbAsync(db => db.SessionNotes.CountAsync()));
    }

    [Fact]
    public async Task A_short_word_becomes_the_text_and_the_draft_keeps_it()
    {
        await page.GotoAsync("/notes/snippets");
        await page.GetByLabel("Short word").FillAsync("mse");
        await page.Locator("form.card textarea").FillAsync("{client} was calm on {date}.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = ";mse" })).ToBeVisibleAsync();

        var note = await world.BegunAsync();
        await page.GotoAsync($"/notes/{note.Id}/edit");
        await page.GetByLabel("Subjective").PressSequentiallyAsync("Today ;mse ");
        await Assertions.Expect(page.GetByLabel("Subjective")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Today Sara was calm on .*2026\\. $"));
        await page.GetByText("Snippets", new() { Exact = false }).First.ClickAsync();
        await page.GetByLabel("Plan").FocusAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert mse" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Plan")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Sara was calm"));
        for (var i = 0; i < 60 && !(await world.InHandAsync(note.Id)).Drafts[0].Body.Sections[3].Text.StartsWith("Sara", StringComparison.Ordinal); i++) await Task.Delay(200);
        Assert.StartsWith("Today Sara", (await world.InHandAsync(note.Id)).Drafts[0].Body.Sections[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_signed_with_a_passkey_and_with_nobody_elses()
    {
        var authenticator = await page.Context.NewCDPSessionAsync(page);
        await authenticator.SendAsync("WebAuthn.enable");
        var made = await authenticator.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
        await page.GotoAsync("/me/passkeys");
        await page.GetByLabel("Name").Last.FillAsync("My laptop");
        await page.GetByLabel("Your password").Last.FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is kept.").First).ToBeVisibleAsync();

        var note = await world.BegunAsync();
        await page.GotoAsync($"/notes/{note.Id}/edit");
        await page.GetByLabel("Subjective").FillAsync("Signed by touch.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Signed and locked.").First).ToBeVisibleAsync();
        Assert.True((await world.ReadAsync(note.Id)).Current!.IsIntact);

        // The same key, now somebody else's: it signs nothing here, and what was typed is still there.
        var other = await browser.App.Given.StaffAsync(UserRole.Therapist);
        var second = await world.BegunAsync();
        await page.GotoAsync($"/notes/{second.Id}/edit");
        await browser.App.DbAsync(db => db.UserPasskeys.ExecuteUpdateAsync(u => u.SetProperty(p => p.UserId, other.Id)));
        await page.GetByLabel("Subjective").FillAsync("Not by theirs.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This passkey is not yours").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Subjective")).ToHaveValueAsync("Not by theirs.");
        Assert.Equal(NoteStatus.Draft, await browser.App.DbAsync(db => db.SessionNotes.Where(n => n.Id == second.Id).Select(n => n.Status).SingleAsync()));
        Assert.NotNull(made);
    }

    private ILocator Line(string name) => page.Locator("fieldset.group-line", new() { HasText = name });

    private async Task SignAsync()
    {
        await page.GetByLabel("Your password").FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign and lock" }).ClickAsync();
    }
}
