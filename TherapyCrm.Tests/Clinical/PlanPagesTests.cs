using System.Net;
using AngleSharp.Dom;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>The pages of treatment plans over HTTP, without JavaScript.</summary>
public sealed class PlanPagesTests : IAsyncLifetime
{
    private PlanWorld world = null!;

    public async Task InitializeAsync() => world = await PlanWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_plan_is_made_approved_and_changed_with_plain_forms()
    {
        using var therapist = await world.App.SignedInAsync(world.Notes.Therapist);
        var file = $"/clients/{world.Notes.Client.Id}/plan";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.SubmitAsync(file, new { Title = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.SubmitAsync(file, new { Title = "Bus", EndDate = "tomorrow" })).StatusCode);
        var plan = (await therapist.SubmitAsync(file, new { Title = "Bus" })).Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.Conflict, (await therapist.PostAsync($"{plan}?handler=Approve", ("Form.Password", Given.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.SubmitAsync($"{plan}/goal", new { Description = "", BaselinePercent = "120" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await therapist.SubmitAsync($"{plan}/goal", new { Description = "Rides the bus alone", LongTerm = "Goes to school" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await therapist.SubmitAsync($"{plan}/intervention", new { Type = "Exposure" })).StatusCode);

        var wrong = await therapist.SubmitAsync(plan, new { Password = "nonsense" }, "handler=Approve");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.DoesNotContain("nonsense", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await therapist.SubmitAsync(plan, new { Given.Password }, "handler=Approve")).StatusCode);

        var goal = (await therapist.PageAsync(plan)).QuerySelector("article.goal a.button")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.SubmitAsync(goal, new { LongTerm = "Goes anywhere" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await therapist.SubmitAsync(goal, new { LongTerm = "Goes anywhere", Reason = "She wants more" })).StatusCode);
        var versions = await therapist.PageAsync($"{plan}/versions");
        Assert.Contains("anywhere", versions.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("She wants more", versions.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Rides the bus alone", (await therapist.PageAsync(plan)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bus", (await therapist.PageAsync($"/clients/{world.Notes.Client.Id}/plans")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_save_shows_both_and_loses_nothing_typed()
    {
        var (plan, goals) = await world.ActiveAsync();
        using var therapist = await world.App.SignedInAsync(world.Notes.Therapist);
        foreach (var url in new[] { $"/plans/{plan.Id}/goal/{goals[0].Id}", $"/clients/{world.Notes.Client.Id}/plan/{plan.Id}" })
        {
            var form = (await therapist.PageAsync(url)).QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("main form.card")!;
            var field = url.Contains("goal", StringComparison.Ordinal) ? "Form.Description" : "Form.Title";
            Assert.Equal(HttpStatusCode.Found, (await therapist.PostAsync(form, url, new Dictionary<string, string> { [field] = "theirs", ["Form.Reason"] = "one" })).StatusCode);
            var late = await therapist.PostAsync(form, url, new Dictionary<string, string> { [field] = "mine", ["Form.Reason"] = "two", ["__command"] = Guid.NewGuid().ToString() });

            Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
            var page = await CrmClient.ParseAsync(late);
            Assert.Contains("theirs", page.QuerySelector(".banner-warn table")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("two", page.QuerySelector("[name='Form.Reason']")!.GetAttribute("value"));
            Assert.Equal(HttpStatusCode.Found, (await therapist.PostAsync(page.QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("main form.card")!, url, new { })).StatusCode);
        }
        var view = await world.ReadAsync(plan.Id);
        Assert.Equal(("mine", "mine"), (view.Text.Title, view.Goals[0].Text.Description));
    }

    [Fact]
    public async Task An_old_screen_approves_and_closes_nothing()
    {
        var plan = await world.DraftAsync();
        await world.GoalAsync(plan.Id);
        using var therapist = await world.App.SignedInAsync(world.Notes.Therapist);
        var url = $"/plans/{plan.Id}";
        var page = await therapist.PageAsync(url);
        await world.GoalAsync(plan.Id, "A second goal");
        var (approve, status) = (page.QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form[action$='Approve']")!, page.QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form[action$='Status']")!);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await therapist.PostAsync(approve, url, new { Given.Password })).StatusCode);
        await world.SaveAsync(world.Asked("Elsewhere", id: plan.Id));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await therapist.PostAsync(status, url, new { Status = "Archived" })).StatusCode);
        Assert.Equal(PlanStatus.Draft, (await world.ReadAsync(plan.Id)).Plan.Status);
    }

    [Fact]
    public async Task Who_may_not_read_gets_not_a_byte_of_it()
    {
        var (plan, goals) = await world.ActiveAsync("canary-quince");
        PlanWorld.Value(await world.SaveAsync(world.Asked("canary-quince", "canary-quince", plan.Id, plan.Version, "canary-quince")));
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist, UserRole.Therapist })
        {
            using var reader = await world.App.SignedInAsAsync(role);
            foreach (var url in new[]
            {
                $"/plans/{plan.Id}", $"/plans/{plan.Id}/versions", $"/plans/{plan.Id}/goal/{goals[0].Id}", $"/plans/{plan.Id}/intervention", $"/clients/{world.Notes.Client.Id}/plans", $"/clients/{world.Notes.Client.Id}/plan/{plan.Id}",
                "/notes", $"/clients/{world.Notes.Client.Id}", $"/clients/{world.Notes.Client.Id}/history", "/audit", "/",
            })
            {
                var answer = await reader.GetAsync(url);
                Assert.DoesNotContain("quince", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                if (url.StartsWith("/plans", StringComparison.Ordinal)) Assert.Equal(role == UserRole.Therapist ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_reader_who_may_not_write_sees_no_way_to_and_is_refused()
    {
        var (plan, goals) = await world.ActiveAsync();
        using var reader = await world.App.SignedInAsAsync(UserRole.Therapist);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical }) await world.App.Given.RecordPermissionAsync(reader.User!.Id, permission, world.Notes.Client.Id, granted: true);

        var page = await reader.PageAsync($"/plans/{plan.Id}");
        Assert.Null(page.QuerySelector("main form"));
        foreach (var url in new[] { $"/plans/{plan.Id}/goal/{goals[0].Id}", $"/plans/{plan.Id}/goal", $"/plans/{plan.Id}/intervention", $"/clients/{world.Notes.Client.Id}/plan/{plan.Id}", $"/clients/{world.Notes.Client.Id}/plan" })
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync($"/plans/{plan.Id}/goal/{goals[0].Id}", ("Form.Description", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync($"/plans/{plan.Id}?handler=Status", ("Form.Status", "Review"))).StatusCode);
        using var therapist = await world.App.SignedInAsync(world.Notes.Therapist);
        foreach (var url in new[] { $"/plans/{plan.Id}/goal/987654", "/plans/987654", $"/plans/{plan.Id}/intervention/987654", $"/clients/{world.Notes.Client.Id}/plan/987654" })
            Assert.Equal(HttpStatusCode.NotFound, (await therapist.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task Progress_is_written_beside_the_note_with_plain_forms_and_read_by_nobody_else()
    {
        var (plan, _) = await world.ActiveAsync();
        var note = await world.Notes.BegunAsync();
        using var therapist = await world.App.SignedInAsync(world.Notes.Therapist);
        var url = $"/notes/{note.Id}/edit";
        async Task<AngleSharp.Html.Dom.IHtmlFormElement> FormAsync() => (await therapist.PageAsync(url)).QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form.note-form")!;
        var wrong = await therapist.PostAsync(await FormAsync(), url, new Dictionary<string, string>
        {
            ["Form.Sections[0].Text"] = "It went well", ["Form.Progress[0].Percent"] = "50", ["Form.Progress[0].Correct"] = "8", ["Form.Progress[0].Attempts"] = "10", ["Form.Progress[0].Remark"] = "canary-damson", ["Form.Password"] = Given.Password,
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var again = await CrmClient.ParseAsync(wrong);
        Assert.Contains("8 of 10 is 80 %", again.QuerySelector("#Form_Progress_0__Percent-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("canary-damson", again.QuerySelector("[name='Form.Progress[0].Remark']")!.GetAttribute("value"));

        var signed = await therapist.PostAsync(again.QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form.note-form")!, url, new Dictionary<string, string> { ["Form.Progress[0].Percent"] = "", ["Form.Password"] = Given.Password });
        Assert.Equal(HttpStatusCode.Found, signed.StatusCode);
        Assert.Contains("80 %, 8 of 10", (await therapist.PageAsync($"/notes/{note.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("canary-damson", (await therapist.PageAsync($"/notes/{note.Id}/versions")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("canary-damson", (await therapist.PageAsync($"/plans/{plan.Id}")).QuerySelector(".progress-figure table")!.TextContent, StringComparison.Ordinal);
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist, UserRole.Therapist })
        {
            using var reader = await world.App.SignedInAsAsync(role);
            foreach (var door in new[] { $"/plans/{plan.Id}", $"/notes/{note.Id}", $"/clients/{world.Notes.Client.Id}", $"/clients/{world.Notes.Client.Id}/plans", $"/clients/{world.Notes.Client.Id}/timeline", "/notes" })
                Assert.DoesNotContain("damson", await (await reader.GetAsync(door)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_learners_plan_is_for_who_sees_the_learner()
    {
        var learner = await world.App.Given.LearnerAsync(world.Notes.Client.Id);
        var plan = await world.DraftAsync("canary-medlar", learner.Id);
        var colleague = await world.App.Given.StaffAsync(UserRole.Therapist);
        var other = await world.App.Given.LearnerAsync(world.Notes.Client.Id, "Kim", colleague.Id);
        using var reader = await world.App.SignedInAsync(colleague);

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/{plan.Id}")).StatusCode);
        Assert.NotEqual(0, other.Id);
        using var therapist = await world.App.SignedInAsync(world.Notes.Therapist);
        Assert.Contains("Robin", (await therapist.PageAsync($"/plans/{plan.Id}")).QuerySelector("#plan-title")!.TextContent, StringComparison.Ordinal);
    }
}
