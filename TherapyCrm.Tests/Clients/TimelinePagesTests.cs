using System.Net;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>The timeline over HTTP, without JavaScript.</summary>
public sealed class TimelinePagesTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    private string Address => $"/clients/{world.Client.Id}/timeline";

    [Fact]
    public async Task It_is_filtered_searched_and_paged_by_plain_links()
    {
        await world.VisitAsync();
        for (var i = 0; i < 55; i++) await world.SignedAsync($"Day {i} <b>bold</b>", DateOnly.FromDateTime(new DateTime(2026, 9, 1)).AddDays(i));
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var page = await reader.PageAsync(Address);
        Assert.Equal(50, page.QuerySelectorAll("a.entry").Length);
        Assert.Equal(["November 2026", "October 2026", "September 2026"], page.QuerySelectorAll("h2.month").Select(h => h.TextContent));
        var older = await reader.PageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(6, older.QuerySelectorAll("a.entry").Length);
        Assert.Empty(older.QuerySelectorAll("a[rel=next]"));

        var notes = page.QuerySelectorAll("nav.chips a").Single(a => a.TextContent.Contains("Notes", StringComparison.Ordinal));
        Assert.Contains("55", notes.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain((await reader.PageAsync(notes.GetAttribute("href")!)).QuerySelectorAll("a.entry"), a => a.TextContent.Contains("Visit", StringComparison.Ordinal));

        var found = await reader.PageAsync($"{Address}?q=bold");
        Assert.Equal("bold", found.QuerySelector("mark")!.TextContent);
        Assert.Empty(found.QuerySelectorAll("#list p b b"));
        Assert.Contains("55 in all", found.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_notes_sees_not_even_their_number()
    {
        await world.SignedAsync("canary-kumquat");
        await world.VisitAsync();
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist })
        {
            using var reader = await world.App.SignedInAsAsync(role);
            foreach (var url in new[] { Address, $"{Address}?class=Note", $"{Address}?q=kumquat" })
            {
                var page = await reader.PageAsync(url);
                Assert.DoesNotContain("canary", page.Source.Text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(page.QuerySelectorAll("nav.chips a"), a => a.TextContent.Contains("Notes", StringComparison.Ordinal));
            }
        }
        using var denied = await world.App.SignedInAsync(world.Therapist);
        await world.App.Given.RecordPermissionAsync(world.Therapist.Id, Permission.ViewClinical, world.Client.Id, granted: false);
        Assert.DoesNotContain("canary", (await denied.PageAsync(Address)).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_log_nothing_of_the_story_is_shown()
    {
        await world.SignedAsync("canary-kumquat");
        using var reader = await world.App.SignedInAsync(world.Therapist);
        await world.App.DbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries WHEN NEW.action = 'client.timeline_read' BEGIN SELECT RAISE(ABORT, 'full'); END"));
        foreach (var url in new[] { Address, $"{Address}?q=kumquat" })
        {
            var answer = await reader.GetAsync(url);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.DoesNotContain("canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_may_not_read_plans_and_assessments_gets_the_same_bytes_as_if_there_were_none()
    {
        var (planning, assessing) = (new PlanWorld(world), new AssessmentWorld(world));
        await world.VisitAsync();
        var locked = await world.App.Given.StaffAsync(UserRole.Therapist);
        await world.App.Given.RecordPermissionAsync(locked.Id, Permission.ViewClients, world.Client.Id, granted: true);
        await world.App.Given.RecordPermissionAsync(locked.Id, Permission.ViewAppointments, world.Client.Id, granted: true);
        await world.App.Given.RecordPermissionAsync(locked.Id, Permission.ViewClinical, world.Client.Id, granted: false);
        var readers = new List<CrmClient> { await world.App.SignedInAsync(locked) };
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist }) readers.Add(await world.App.SignedInAsAsync(role));
        string[] urls = [Address, $"{Address}?class=Plan", $"{Address}?class=Assessment", $"{Address}?class=Plan&class=Visit&until=2026-11-23", $"{Address}?q=tangelo", $"{Address}?q=PHQ", $"{Address}?q=school&class=Plan"];
        var before = await ListsAsync();

        var (plan, _) = await planning.ActiveAsync("canary-tangelo goal");
        await planning.DraftAsync("canary-tangelo at school");
        await assessing.AnsweredAsync([3, 3, 3, 3, 3, 3, 3, 3, 3], summary: "canary-tangelo summary");
        await assessing.FinishAsync((await assessing.BegunAsync(null)).Id, b => b with { Name = "canary-tangelo test", Date = new(2026, 11, 19), Scores = [new("canary-tangelo score", "84 tangelo")] });

        Assert.Equal(before, await ListsAsync());
        using var may = await world.App.SignedInAsync(world.Therapist);
        var seen = await may.PageAsync(Address);
        Assert.Equal(5, seen.QuerySelectorAll("a.entry").Length);
        foreach (var there in new[] { $"/plans/{plan.Id}", "canary-tangelo goal", "canary-tangelo score: 84 tangelo", "27 · Severe", "Risk flag" }) Assert.Contains(there, seen.Source.Text + seen.Body!.TextContent, StringComparison.Ordinal);
        foreach (var reader in readers) reader.Dispose();

        async Task<List<string>> ListsAsync()
        {
            var lists = new List<string>();
            foreach (var reader in readers)
            {
                foreach (var url in urls)
                {
                    var page = await reader.PageAsync(url);
                    foreach (var word in new[] { "canary", "27 ·", "Severe", "Risk flag", "Treatment plan" }) Assert.DoesNotContain(word, page.Source.Text + page.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain(page.QuerySelectorAll("nav.chips a"), a => a.TextContent.Contains("Plans", StringComparison.Ordinal) || a.TextContent.Contains("Assessments", StringComparison.Ordinal));
                    lists.Add(page.QuerySelector("#list")!.OuterHtml);
                }
            }
            return lists;
        }
    }

    [Fact]
    public async Task Plans_and_assessments_are_said_in_French()
    {
        var (planning, assessing) = (new PlanWorld(world), new AssessmentWorld(world));
        await planning.ActiveAsync("Prend le bus");
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "text");
        var reader = await world.App.Given.StaffAsync(UserRole.Therapist, change: p => p.PreferredLanguage = LanguageCode.Fr);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical }) await world.App.Given.RecordPermissionAsync(reader.Id, permission, world.Client.Id, granted: true);
        using var french = await world.App.SignedInAsync(reader);
        var list = (await french.PageAsync(Address)).QuerySelector("#list")!.TextContent;
        foreach (var said in new[] { "Plans", "Évaluations", "Plan : Back to school", "Évaluation : PHQ-9", "Actif", "Objectif:", "Terminée", "Signal de risque", "9 · " }) Assert.Contains(said, list, StringComparison.Ordinal);
        foreach (var english in new[] { "Assessment", "Active", "Goal:", "Score: 9 · Mild" }) Assert.DoesNotContain(english, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_client_and_one_that_does_not_exist_answer_alike()
    {
        using var stranger = await world.App.SignedInAsAsync(UserRole.Therapist);
        var (foreign, none) = (await stranger.GetAsync(Address), await stranger.GetAsync("/clients/987654/timeline"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, none.StatusCode));

        using var nobody = await world.App.SignedInAsync(await world.App.Given.StaffAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync(Address)).StatusCode);
    }

    [Theory]
    [InlineData("?after=nonsense")]
    [InlineData("?after=99999999999999999999.1.1")]
    [InlineData("?after=-9223372036854775808.1.1")]
    [InlineData("?after=1.1.1&until=2026-13-45&learner=99&class=Nothing&q=%F0%9F%98%80")]
    [InlineData("?after=-620000000000000000.1.1")]
    [InlineData("?after=-900000000000000000.1.1")]
    [InlineData("?after=-621355968000000000.9.1")]
    [InlineData("?after=-621355104000000000.9.1")]
    [InlineData("?after=2534021279999999999.9.1")]
    [InlineData("?after=2534023007999999998.9.1")]
    [InlineData("?until=9999-12-31")]
    [InlineData("?until=0001-01-01")]
    [InlineData("?learner=abc&q=%00")]
    public async Task Strange_addresses_do_no_harm(string query)
    {
        await world.SignedAsync("text");
        await new PlanWorld(world).DraftAsync();
        await new AssessmentWorld(world).BegunAsync();
        using var reader = await world.App.SignedInAsync(world.Therapist);
        Assert.True((int)(await reader.GetAsync(Address + query)).StatusCode is 200 or 400 or 404, query);
    }
}
