using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>The pages of assessments over HTTP, without JavaScript.</summary>
public sealed class AssessmentPagesTests : IAsyncLifetime
{
    private AssessmentWorld world = null!;

    public async Task InitializeAsync() => world = await AssessmentWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    private static Dictionary<string, string> Answers(params int[] answers) => answers.Select((a, i) => ($"Form.Answers[{i}]", $"{a}")).ToDictionary();

    [Fact]
    public async Task A_questionnaire_is_filled_in_finished_and_corrected_with_plain_forms()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var phq = await world.DefinitionAsync("PHQ-9");
        var begun = await therapist.SubmitAsync($"/clients/{world.Client.Id}/assessments", new { definitionId = phq }, "/assessments/new");
        var edit = begun.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(therapist, edit, "Keep", Answers(2, 1))).StatusCode);
        var page = await therapist.PageAsync(edit);
        Assert.Equal(["2", "1"], page.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").Where(r => r.IsChecked && r.Value.Length > 0).Select(r => r.Value));
        Assert.Contains("2 of 9 answered", page.Body!.TextContent, StringComparison.Ordinal);

        var missing = await SendAsync(therapist, edit, "Finish", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        Assert.Equal("#Form_Answers_2_", (await CrmClient.ParseAsync(missing)).QuerySelector(".error-summary a")!.GetAttribute("href"));
        var done = await SendAsync(therapist, edit, "Finish", Answers(2, 1, 1, 1, 1, 1, 1, 1, 1));
        var shown = await therapist.PageAsync(done.Headers.Location!.ToString());
        Assert.Contains("Moderate", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(shown.QuerySelector(".risk-banner"));
        Assert.Contains("item 9 was answered above", (await therapist.PageAsync($"/clients/{world.Client.Id}/assessments")).QuerySelector(".risk-banner")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(therapist, edit, "Finish", new() { ["Form.Summary"] = "better words" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(therapist, edit, "Finish", new() { ["Form.Summary"] = "better words", ["Form.Reason"] = "Too short" })).StatusCode);
        var versions = await therapist.PageAsync(edit.Replace("/edit", "/versions", StringComparison.Ordinal));
        Assert.Contains("better words", versions.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_every_answer_the_server_keeps_the_draft_and_says_the_total()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var begun = await world.BegunAsync();
        var edit = $"/assessments/{begun.Id}/edit";
        var form = Form(await therapist.PageAsync(edit), edit, "Keep");
        var answer = await therapist.PostAsync(form, edit, Answers(3, 3, 3, 3, 3, 3, 3, 3, 1), fragment: true);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
        Assert.Contains("Severe", text, StringComparison.Ordinal);
        Assert.Contains("Risk flag", text, StringComparison.Ordinal);
        Assert.Equal(25, (await world.ReadAsync(begun.Id)).Body.Score!.Total);
        var again = await therapist.PostAsync(form, edit, Answers(0), fragment: true); // the same window, whose last answer was lost on the way
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.PostAsync(form, edit, Answers(7), fragment: true)).StatusCode);
    }

    [Fact]
    public async Task Two_windows_see_both_states_and_lose_nothing()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var done = await world.AnsweredAsync([0, 0, 0, 0, 0, 0, 0, 0, 0], summary: "as it was");
        var edit = $"/assessments/{done.Id}/edit";
        var (first, second) = (Form(await therapist.PageAsync(edit), edit, "Finish"), Form(await therapist.PageAsync(edit), edit, "Finish"));
        await therapist.PostAsync(first, edit, new Dictionary<string, string> { ["Form.Summary"] = "from the first", ["Form.Reason"] = "one" });
        var stale = await therapist.PostAsync(second, edit, new Dictionary<string, string> { ["Form.Summary"] = "from the second", ["Form.Reason"] = "two" });
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var page = await CrmClient.ParseAsync(stale);
        Assert.Contains("from the first", page.QuerySelector("[aria-labelledby=stale-title]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("from the second", page.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Found, (await therapist.PostAsync(Form(page, edit, "Finish"), edit, new { })).StatusCode);
        Assert.Equal(["from the second", "from the first", "as it was"], (await world.ReadAsync(done.Id)).Versions.Select(v => v.Body.Summary));
    }

    [Fact]
    public async Task Who_may_not_read_gets_not_a_byte_of_it()
    {
        var done = await world.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "canary-quince");
        var begun = await world.BegunAsync(code: null);
        AssessmentWorld.Value(await world.FinishAsync(begun.Id, b => b with { Name = "canary-quince", Scores = [new("canary-quince", "canary-quince")] }));
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist, UserRole.Therapist })
        {
            using var reader = await world.App.SignedInAsAsync(role);
            foreach (var url in new[]
            {
                $"/assessments/{done.Id}", $"/assessments/{done.Id}/edit", $"/assessments/{done.Id}/versions", $"/assessments/{begun.Id}", $"/clients/{world.Client.Id}/assessments", $"/clients/{world.Client.Id}",
                $"/clients/{world.Client.Id}/history", $"/clients/{world.Client.Id}/access", "/clients?q=quince", "/search?q=quince", "/palette?q=quince", $"/api/clients/{world.Client.Id}", "/", "/audit",
            })
            {
                var answer = (await (await reader.GetAsync(url)).Content.ReadAsStringAsync()).Replace("q=quince", "", StringComparison.Ordinal).Replace("text=quince", "", StringComparison.Ordinal).Replace("value=\"quince\"", "", StringComparison.Ordinal);
                Assert.DoesNotContain("quince", answer, StringComparison.Ordinal);
                Assert.DoesNotContain("PHQ", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Out_of_sight_is_not_there_in_sight_but_not_clinical_is_refused_and_reading_is_not_writing()
    {
        var done = await world.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1]);
        using var stranger = await world.App.SignedInAsAsync(UserRole.Therapist);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await stranger.GetAsync($"/assessments/{done.Id}")).StatusCode, (await stranger.GetAsync("/assessments/987654")).StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/clients/{world.Client.Id}/assessments")).StatusCode);
        using var admin = await world.App.SignedInAsAsync(UserRole.Admin);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync($"/clients/{world.Client.Id}/assessments")).StatusCode);

        await world.App.Given.RecordPermissionAsync(stranger.User!.Id, Permission.ViewClients, world.Client.Id, granted: true);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"/clients/{world.Client.Id}/assessments")).StatusCode);
        await world.App.Given.RecordPermissionAsync(stranger.User!.Id, Permission.ViewClinical, world.Client.Id, granted: true);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"/assessments/{done.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"/assessments/{done.Id}/edit")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync($"/assessments/{done.Id}/edit?handler=Finish", ("Form.Summary", "x"))).StatusCode);
        Assert.Null((await stranger.PageAsync($"/clients/{world.Client.Id}/assessments")).QuerySelector("form[action$='/assessments/new']"));
    }

    [Fact]
    public async Task When_the_log_cannot_be_written_no_assessment_is_shown()
    {
        var done = await world.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "canary-lychee");
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        await world.App.DbAsync(async db => { await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries WHEN NEW.action LIKE 'assessment.%' BEGIN SELECT RAISE(ABORT, 'full'); END"); return 0; });
        foreach (var url in new[] { $"/assessments/{done.Id}", $"/clients/{world.Client.Id}/assessments" })
        {
            var answer = await therapist.GetAsync(url);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.DoesNotContain("lychee", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_practice_adds_an_instrument_and_switches_a_shipped_one_off()
    {
        using var admin = await world.App.SignedInAsAsync(UserRole.Admin);
        var own = new { Name = "Our scale", Code = "OUR", Items = "Slept well\nAte well", Scale = "0 = Never\n1 = Often", Bands = "0-1 = Low\n2-2 = High", Licence = "Made by us" };
        var wrong = await admin.SubmitAsync("/settings/assessment", new { own.Name, own.Code, own.Items, Scale = "Never", Bands = "low", own.Licence });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(2, (await CrmClient.ParseAsync(wrong)).QuerySelectorAll(".error-summary li").Length);
        Assert.Equal(HttpStatusCode.Found, (await admin.SubmitAsync("/settings/assessment", own)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitAsync("/settings/assessment", own)).StatusCode);
        var id = await world.DefinitionAsync("OUR");
        Assert.Equal(HttpStatusCode.Found, (await admin.SubmitAsync($"/settings/assessment/{id}", new { Items = "Slept well\nAte well\nWent out", Bands = "0-1 = Low\n2-3 = High" })).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await admin.SubmitAsync($"/settings/assessment/{id}", new { Version = "1", Name = "Stale" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/settings/assessment/98765")).StatusCode);

        var phq = await world.DefinitionAsync("PHQ-9");
        var shipped = await admin.PageAsync($"/settings/assessment/{phq}");
        Assert.Null(shipped.QuerySelector("textarea"));
        Assert.Contains("No permission required", shipped.Body!.TextContent, StringComparison.Ordinal);
        var form = shipped.QuerySelector<IHtmlFormElement>("main form")!;
        form.QuerySelector<IHtmlInputElement>("input[type=checkbox]")!.IsChecked = false;
        Assert.Equal(HttpStatusCode.Found, (await admin.PostAsync(form, $"/settings/assessment/{phq}", new { })).StatusCode);
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var offered = (await therapist.PageAsync($"/clients/{world.Client.Id}/assessments")).QuerySelectorAll("select[name=definitionId] option").Select(o => o.TextContent).ToList();
        Assert.Contains("Our scale", offered);
        Assert.DoesNotContain(offered, o => o.StartsWith("PHQ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_is_picked_in_the_form_and_lists_its_assessments()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var edit = $"/assessments/{(await world.BegunAsync()).Id}/edit";
        Assert.Null((await therapist.PageAsync(edit)).QuerySelector("#Form_PlanId"));
        var plan = AssessmentWorld.Value(await world.AsAsync((SavePlan o, Actor a) => o.RunAsync(a, new()
        {
            ClientId = world.Client.Id, LearnerId = null, PlanId = null, Version = null, Text = new("Sleep through", null), StartDate = new(2026, 11, 1), ReviewDate = new(2026, 12, 1), EndDate = new(2027, 2, 1), Reason = null,
        })));
        var answers = Answers(1, 1, 1, 1, 1, 1, 1, 1, 1);
        answers["Form.PlanId"] = $"{plan.Id}";
        var done = await SendAsync(therapist, edit, "Finish", answers);
        Assert.Equal($"/plans/{plan.Id}", (await therapist.PageAsync(done.Headers.Location!.ToString())).QuerySelectorAll("dd a").Single().GetAttribute("href"));
        Assert.Contains("9 · Mild", (await therapist.PageAsync($"/plans/{plan.Id}")).Body!.TextContent.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_French_page_the_items_are_said_to_be_English()
    {
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        await world.App.DbAsync(db => db.Users.Where(u => u.Id == world.Therapist.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.PreferredLanguage, LanguageCode.Fr)));
        var page = await therapist.PageAsync($"/assessments/{(await world.BegunAsync()).Id}/edit");
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang")![..2]);
        Assert.Contains("Terminer et verrouiller", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("[data-item] legend").Where(l => l.QuerySelector(".item-number") is not null), l => Assert.Equal("en", l.QuerySelector("span:not(.item-number)")!.GetAttribute("lang")));
    }

    private static IHtmlFormElement Form(IHtmlDocument page, string edit, string handler)
    {
        var form = page.QuerySelector<IHtmlFormElement>("form.assessment-form")!;
        form.SetAttribute("action", $"{edit}?handler={handler}");
        return form;
    }

    private static async Task<HttpResponseMessage> SendAsync(CrmClient who, string edit, string handler, Dictionary<string, string> fields) =>
        await who.PostAsync(Form(await who.PageAsync(edit), edit, handler), edit, fields);
}
