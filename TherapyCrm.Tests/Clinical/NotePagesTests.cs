using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Tests.Clinical;

/// <summary>The pages of notes over HTTP, without JavaScript.</summary>
public sealed class NotePagesTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_note_is_written_and_signed_with_plain_forms()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var begun = await therapist.SubmitAsync($"/clients/{world.Client.Id}/notes", new { }, "/notes/new");
        var edit = begun.Headers.Location!.ToString();
        var form = (await therapist.PageAsync(edit)).QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form.note-form")!;
        form.SetAttribute("action", edit + "?handler=Save");
        Assert.Equal(HttpStatusCode.Found, (await therapist.PostAsync(form, edit, new Dictionary<string, string> { ["Form.Sections[0].Text"] = "plain words" })).StatusCode);

        form = (await therapist.PageAsync(edit)).QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form.note-form")!;
        var wrong = await therapist.PostAsync(form, edit, new Dictionary<string, string> { ["Form.Password"] = "nonsense" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("plain words", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        form = (await therapist.PageAsync(edit)).QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form.note-form")!;
        var signed = await therapist.PostAsync(form, edit, new Dictionary<string, string> { ["Form.Password"] = Given.Password });
        Assert.Contains("plain words", (await therapist.PageAsync(signed.Headers.Location!.ToString())).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_gets_not_a_byte_of_it()
    {
        var note = await world.SignedAsync("canary-mandarin", change: b => b with { Mood = "canary-mandarin" });
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist, UserRole.Therapist })
        {
            using var reader = await world.App.SignedInAsAsync(role);
            foreach (var url in new[]
            {
                $"/notes/{note.Id}", $"/notes/{note.Id}/edit", $"/notes/{note.Id}/versions", $"/notes/{note.Id}/redact", "/notes", $"/clients/{world.Client.Id}/notes", $"/clients/{world.Client.Id}",
                "/clients?q=mandarin", "/search?q=mandarin", "/palette?q=mandarin", $"/api/clients/{world.Client.Id}", "/",
            })
                Assert.DoesNotContain("mandarin", (await (await reader.GetAsync(url)).Content.ReadAsStringAsync()).Replace("q=mandarin", "", StringComparison.Ordinal).Replace("value=\"mandarin\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_foreign_note_and_one_that_does_not_exist_answer_alike()
    {
        var note = await world.SignedAsync("text");
        using var stranger = await world.App.SignedInAsAsync(UserRole.Therapist);
        var (foreign, none) = (await stranger.GetAsync($"/notes/{note.Id}"), await stranger.GetAsync("/notes/987654"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task Words_of_the_lists_are_the_practices_own()
    {
        using var admin = await world.App.SignedInAsAsync(UserRole.Admin);
        Assert.Equal(HttpStatusCode.Found, (await admin.SubmitAsync("/settings/lists", new { Lines = "In the garden\n\nIn person\n" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync("/settings/lists", new { Lines = " " })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await admin.SubmitAsync("/settings/lists", new { Lines = "x", Seen = "0" })).StatusCode);

        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var note = await world.BegunAsync();
        Assert.Equal(["In the garden", "In person"], (await therapist.PageAsync($"/notes/{note.Id}/edit")).QuerySelectorAll("#modalities option").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task When_the_log_cannot_be_written_no_note_is_shown()
    {
        var note = await world.SignedAsync("canary-lychee");
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        await world.App.DbAsync(async db => { await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries WHEN NEW.action = 'note.read' BEGIN SELECT RAISE(ABORT, 'full'); END"); return 0; });

        var answer = await therapist.GetAsync($"/notes/{note.Id}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("lychee", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_key_a_note_says_so_and_nothing_is_touched()
    {
        var note = await world.SignedAsync("canary-guava");
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var wrapped = await world.App.DbAsync(db => db.ClientKeys.Select(k => k.WrappedKey).SingleAsync());
        await world.App.DbAsync(db => db.ClientKeys.ExecuteUpdateAsync(u => u.SetProperty(k => k.KekId, "0000000000000000")));

        var answer = await therapist.GetAsync($"/notes/{note.Id}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The key of the records is missing", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(wrapped, await world.App.DbAsync(db => db.ClientKeys.Select(k => k.WrappedKey).SingleAsync()));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("[x](javascript:alert(1))", "href")]
    [InlineData("![x](http://example.test/x.png)", "<img")]
    [InlineData("<http://example.test>", "href")]
    public void Markdown_makes_no_html_links_or_pictures(string typed, string forbidden) =>
        Assert.DoesNotContain(forbidden, MarkdownTagHelper.Html(typed), StringComparison.OrdinalIgnoreCase);
}
