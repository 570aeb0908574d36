using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Exports;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Tests.Clinical;

/// <summary>What no browser sends and nobody means: refused or shown as text, never a fault.</summary>
public sealed class HostileInputTests : IAsyncLifetime
{
    private NoteWorld world = null!;
    private PlanWorld planning = null!;
    private AssessmentWorld assessing = null!;

    public async Task InitializeAsync()
    {
        world = await NoteWorld.StartAsync();
        (planning, assessing) = (new(world), new(world));
    }

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("*a ")]
    [InlineData("*a _b ")]
    [InlineData("**a *b ")]
    [InlineData("`")]
    [InlineData("`a ")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("&#x")]
    [InlineData("\n> - ")]
    [InlineData("a\n===\n")]
    [InlineData("<!--")]
    public void Markdown_of_any_shape_is_shown_in_short_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, NoteBody.LongestSection / piece.Length)) + "canary <b>";
        var watch = Stopwatch.StartNew();
        var html = MarkdownTagHelper.Html(text);
        Assert.Contains("canary", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task Nothing_clinical_is_shown_while_the_log_cannot_be_written()
    {
        await world.SignedAsync("canary-note");
        var (plan, goals) = await planning.ActiveAsync("canary-goal");
        var done = await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "canary-summary");
        var session = await GroupNoteTests.SessionAsync(world, await world.App.Given.ClientAsync("Amir", "Haddad", world.Therapist.Id));
        await world.BegunAsync(session.Id);
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var export = await therapist.ReadyAsync(await therapist.AskAsync(world.Client.Id, ["Notes"]));
        var ask = (await therapist.PageAsync($"/clients/{world.Client.Id}/export")).QuerySelectorAll<IHtmlFormElement>("form.card").Single();
        await world.App.DbAsync(async db => { await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'full'); END"); return 0; });

        foreach (var url in new[]
        {
            $"/clients/{world.Client.Id}/timeline", $"/clients/{world.Client.Id}/timeline?q=canary", $"/clients/{world.Client.Id}/plans", $"/plans/{plan.Id}", $"/plans/{plan.Id}/versions", $"/clients/{world.Client.Id}/plan/{plan.Id}", $"/plans/{plan.Id}/goal/{goals[0].Id}",
            $"/assessments/{done.Id}", $"/assessments/{done.Id}/edit", $"/assessments/{done.Id}/versions", $"/clients/{world.Client.Id}/assessments", $"/notes/group/{session.Id}", $"{export}?handler=File",
        })
        {
            var answer = await therapist.GetAsync(url);
            Assert.Equal((url, HttpStatusCode.ServiceUnavailable), (url, answer.StatusCode));
            Assert.DoesNotContain("canary", (await answer.Content.ReadAsStringAsync()).Replace("q=canary", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await therapist.PostAsync(ask, $"/clients/{world.Client.Id}/export", new Dictionary<string, string> { ["Form.Reason"] = "because" })).StatusCode);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("101")]
    [InlineData("99999999999999999999")]
    [InlineData("50.5")]
    public async Task A_baseline_that_is_no_percentage_is_refused_and_what_was_typed_stays(string baseline)
    {
        var plan = await planning.DraftAsync();
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var answer = await therapist.SubmitAsync($"/plans/{plan.Id}/goal", new { Description = "kept as typed", BaselinePercent = baseline });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("kept as typed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await world.App.DbAsync(db => db.PlanGoals.AnyAsync()));
    }

    [Theory]
    [InlineData("Form.Answers[0]", "4")]
    [InlineData("Form.Answers[0]", "-1")]
    [InlineData("Form.Answers[0]", "NaN")]
    [InlineData("Form.Answers[9]", "1")]
    [InlineData("Form.Unscored", "9")]
    [InlineData("Form.PlanId", "987654")]
    [InlineData("Form.Date", "2099-01-01")]
    public async Task An_answer_that_is_none_is_refused_and_counts_nothing(string field, string value)
    {
        var begun = await assessing.BegunAsync();
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var url = $"/assessments/{begun.Id}/edit";
        var fields = Enumerable.Range(0, 9).Select(i => ($"Form.Answers[{i}]", "1")).Append(("Form.Summary", "kept as typed")).Append(("Form.Date", "2026-11-20")).Where(f => f.Item1 != field).Append((field, value)).ToArray();
        var seen = (await world.App.DbAsync(db => db.Assessments.Where(a => a.Id == begun.Id).Select(a => a.Version).SingleAsync())).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = await therapist.PostAsync($"{url}?handler=Finish", [.. fields, ("Form.Seen", seen)]);
        Assert.Equal((field, value, HttpStatusCode.UnprocessableEntity), (field, value, answer.StatusCode));
        Assert.Contains("kept as typed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(AssessmentStatus.Draft, await world.App.DbAsync(db => db.Assessments.Where(a => a.Id == begun.Id).Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task An_id_of_another_file_reaches_nothing()
    {
        var other = await world.App.Given.ClientAsync("Noor", "Okafor", world.Therapist.Id);
        var (plan, goals) = await planning.ActiveAsync("canary-goal");
        var theirs = (await planning.SaveAsync(planning.Asked("Theirs") with { ClientId = other.Id })).Value!;
        var begun = await assessing.BegunAsync();
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        Assert.Equal(HttpStatusCode.NotFound, (await therapist.GetAsync($"/plans/{theirs.Id}/goal/{goals[0].Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await therapist.PostAsync($"/plans/{theirs.Id}/goal/{goals[0].Id}", ("Form.Description", "x"), ("Form.Version", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await therapist.PostAsync($"/plans/{theirs.Id}/goal/{goals[0].Id}?handler=Remove", ("Form.Version", "1"))).StatusCode);
        await Assert.ThrowsAsync<NotFoundException>(() => planning.SaveAsync(planning.Asked("x", id: plan.Id, version: 1, reason: "r") with { ClientId = other.Id }));
        Assert.Equal("PlanId", Assert.Single((await assessing.FinishAsync(begun.Id, b => b with { Answers = [1, 1, 1, 1, 1, 1, 1, 1, 1], PlanId = theirs.Id })).Problems).Field);
        var note = (await world.AsAsync((StartNote o, Actor a) => o.RunAsync(a, new() { ClientId = other.Id, Format = NoteFormat.Soap }))).Value!;
        Assert.Equal("Progress[0].Percent", Assert.Single((await world.SignAsync(note.Id, NoteWorld.Text("text") with { Progress = [new() { GoalId = goals[0].Id, Goal = "x", Percent = 5 }] })).Problems).Field);
    }
}
