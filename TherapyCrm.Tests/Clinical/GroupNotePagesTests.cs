using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>The pages of group notes and snippets over HTTP, without JavaScript.</summary>
public sealed class GroupNotePagesTests : IAsyncLifetime
{
    private NoteWorld world = null!;
    private Appointment session = null!;
    private string Address => $"/notes/group/{session.Id}";

    public async Task InitializeAsync()
    {
        world = await NoteWorld.StartAsync();
        session = await GroupNoteTests.SessionAsync(world, await world.App.Given.ClientAsync("Amir", "Haddad", world.Therapist.Id));
    }

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_refused_signature_shows_everything_that_was_typed_and_the_next_one_signs_in_both_files()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        Assert.Equal(Address, (await therapist.SubmitAsync("/notes", new { }, "/notes/new")).Headers.Location!.ToString());
        var refused = await SendAsync(therapist, "Sign", "canary-line", "nonsense");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = await CrmClient.ParseAsync(refused);
        Assert.Equal("canary-line", again.QuerySelector("[name='Form.Lines[1].Text']")!.TextContent.Trim());
        Assert.DoesNotContain("nonsense", again.DocumentElement.OuterHtml, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await SendAsync(therapist, "Sign", "canary-line")).StatusCode);
        var links = (await therapist.PageAsync(Address)).QuerySelectorAll("main a[href^='/notes/']").Select(a => a.GetAttribute("href")!).Where(h => h != "/notes").ToList();
        Assert.Equal(2, links.Count);
        Assert.DoesNotContain("canary-line", (await therapist.PageAsync(links[0])).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("canary-line", (await therapist.PageAsync(links[1])).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_is_behind_is_told_and_both_texts_are_shown()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        await therapist.SubmitAsync("/notes", new { }, "/notes/new");
        var behind = (await therapist.PageAsync(Address)).QuerySelector<IHtmlFormElement>("form.note-form")!;
        await SendAsync(therapist, "Save", "from the first window");
        behind.SetAttribute("action", Address + "?handler=Sign");
        var answer = await therapist.PostAsync(behind, Address, new Dictionary<string, string> { ["Form.Sections[0].Text"] = "from the window behind", ["Form.Password"] = Given.Password });

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Contains("from the window behind", page.QuerySelector("[name='Form.Sections[0].Text']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("from the first window", page.QuerySelector("[aria-label='Another draft']")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Save")]
    [InlineData("Sign")]
    public async Task What_was_typed_into_a_window_whose_note_another_one_signed_is_shown(string handler)
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        await therapist.SubmitAsync("/notes", new { }, "/notes/new");
        var behind = (await therapist.PageAsync(Address)).QuerySelector<IHtmlFormElement>("form.note-form")!;
        await SendAsync(therapist, "Sign", "the line that was signed");
        behind.SetAttribute("action", Address + "?handler=" + handler);
        var answer = await therapist.PostAsync(behind, Address, new Dictionary<string, string> { ["Form.Sections[0].Text"] = "typed in the window behind", ["Form.Lines[1].Text"] = "and of one of them", ["Form.Password"] = Given.Password });

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Contains("signed in another window", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("typed in the window behind", page.QuerySelector("[aria-labelledby=typed]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("and of one of them", page.QuerySelector("[aria-labelledby=typed]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_finds_it()
    {
        using (var therapist = await world.App.SignedInAsync(world.Therapist))
        {
            await therapist.SubmitAsync("/notes", new { }, "/notes/new");
            await SendAsync(therapist, "Save", "canary-line");
        }
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist, UserRole.Therapist })
        {
            using var reader = await world.App.SignedInAsAsync(role);
            var answer = await reader.GetAsync(Address);
            Assert.Equal(role == UserRole.Therapist ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.DoesNotContain("canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(answer.StatusCode, (await reader.PostAsync(Address + "?handler=Save", ("Form.Seen", "1"))).StatusCode);
        }
    }

    [Fact]
    public async Task Snippets_are_ones_own_or_the_practices_and_wrong_ones_are_explained()
    {
        var admin = await world.App.Given.StaffAsync(UserRole.Admin);
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        using var office = await world.App.SignedInAsync(admin);
        Assert.Equal(HttpStatusCode.Found, (await therapist.SubmitAsync("/notes/snippets", new { Shortcut = ";MSE", Text = "mine" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await office.SubmitAsync("/settings/snippets", new { Shortcut = "mse", Text = "everybody's" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await office.SubmitAsync("/settings/snippets", new { Shortcut = "end", Text = "Ended on time." })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await therapist.SubmitAsync("/notes/snippets", new { Shortcut = "mse", Text = "twice" })).StatusCode);
        var wrong = await therapist.SubmitAsync("/notes/snippets", new { Shortcut = "two words", Text = "kept as typed" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("kept as typed", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await therapist.GetAsync("/settings/snippets")).StatusCode);

        Assert.Equal([("end", "Ended on time."), ("mse", "mine")], (await world.AsAsync((NoteSnippets o, Actor a) => o.OfferedAsync(a))).Select(s => (s.Shortcut, s.Text)));
        var other = await world.App.Given.StaffAsync(UserRole.Therapist);
        var own = (await world.AsAsync((NoteSnippets o, Actor a) => o.AllAsync(a, shared: false))).Single();
        await Assert.ThrowsAsync<NotFoundException>(() => world.AsAsync((NoteSnippets o, Actor a) => o.SaveAsync(a, new(own.Id, own.Version, "mse", "theirs", true, false)), other));
        Assert.Equal("Somebody else changed this in the meantime.", Assert.Single((await world.AsAsync((NoteSnippets o, Actor a) => o.SaveAsync(a, new(own.Id, own.Version - 1, "mse", "late", true, false)))).Problems).Message);
    }

    [Fact]
    public async Task The_office_sees_how_many_visits_wait_for_a_signed_note_only_where_the_practice_has_the_rule()
    {
        await world.VisitAsync();
        var manager = await world.App.Given.StaffAsync(UserRole.Staff);
        using var office = await world.App.SignedInAsync(manager);
        Assert.DoesNotContain("Not billable yet", (await office.PageAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        await world.App.Given.SaveAsync(new PracticeSetting { Key = Setting.BillOnlySigned.Key, Value = "1", UpdatedAt = world.App.Clock.Now });
        Assert.Equal("2 visits", (await office.PageAsync("/")).QuerySelector("[aria-labelledby=unsigned-visits] .badge")!.TextContent.Trim());

        using var therapist = await world.App.SignedInAsync(world.Therapist);
        await therapist.SubmitAsync("/notes", new { appointmentId = session.Id }, "/notes/new");
        Assert.Equal(2, (await world.App.AsAsync(manager.Id, (UnsignedVisits o, Actor a) => o.RunAsync(a))).Single().Visits);
        await SendAsync(therapist, "Sign", "a line");
        Assert.Equal(1, (await world.App.AsAsync(manager.Id, (UnsignedVisits o, Actor a) => o.RunAsync(a))).Single().Visits);
    }

    private async Task<HttpResponseMessage> SendAsync(CrmClient therapist, string handler, string line, string password = Given.Password)
    {
        var form = (await therapist.PageAsync(Address)).QuerySelector<IHtmlFormElement>("form.note-form")!;
        form.SetAttribute("action", $"{Address}?handler={handler}");
        return await therapist.PostAsync(form, Address, new Dictionary<string, string> { ["Form.Sections[0].Text"] = line == "from the first window" ? line : "shared words", ["Form.Lines[1].Text"] = line, ["Form.Password"] = password });
    }
}
