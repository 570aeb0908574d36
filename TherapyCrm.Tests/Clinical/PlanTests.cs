using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A plan is edited freely until it is approved, and never silently afterwards.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private PlanWorld world = null!;

    public async Task InitializeAsync() => world = await PlanWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_draft_is_edited_freely_and_keeps_no_history()
    {
        var plan = await world.DraftAsync();
        Assert.True((await world.SaveAsync(world.Asked("School again", id: plan.Id, version: plan.Version))).Succeeded);
        var goal = await world.GoalAsync(plan.Id);
        Assert.True((await world.Notes.AsAsync((RemovePlanPart o, Actor a) => o.GoalAsync(a, new(plan.Id, goal.Id, goal.Version, null)))).Succeeded);

        var view = await world.ReadAsync(plan.Id);
        Assert.Equal(("School again", 0, 0), (view.Text.Title, view.Goals.Count, view.Changes));
    }

    [Theory]
    [InlineData("2026-11-01", "2026-12-01", "2026-10-31", "EndDate")]
    [InlineData("2026-11-01", "2026-10-31", "2027-02-01", "ReviewDate")]
    [InlineData("2026-11-01", "2027-02-02", "2027-02-01", "ReviewDate")]
    [InlineData(null, "2027-01-02", "2027-02-01", "StartDate")]
    [InlineData("2026-11-01", null, "2027-02-01", "ReviewDate")]
    [InlineData("2026-11-01", "2026-11-01", "2026-11-01", null)]
    public async Task The_review_lies_between_start_and_end(string? start, string? review, string? end, string? field)
    {
        static LocalDate? Day(string? text) => text is null ? null : LocalDate.FromDateOnly(DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        var outcome = await world.SaveAsync(world.Asked() with { StartDate = Day(start), ReviewDate = Day(review), EndDate = Day(end) });

        Assert.Equal(field, outcome.Problems.Select(p => p.Field).FirstOrDefault());
    }

    [Fact]
    public async Task Approving_needs_a_goal_the_password_and_what_was_read()
    {
        var plan = await world.DraftAsync();
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await world.ApproveAsync(plan.Id)).Problems).Kind);
        var goal = await world.GoalAsync(plan.Id);
        var seen = (await world.ReadAsync(plan.Id)).Seen;
        Assert.Equal("Password", Assert.Single((await world.ApproveAsync(plan.Id, password: "wrong")).Problems).Field);
        PlanWorld.Value(await world.SaveGoalAsync(new(plan.Id, goal.Id, goal.Version, PlanWorld.Goal("Rides any bus"), GoalStatus.NotStarted, null)));
        Assert.Equal(ProblemKind.Stale, Assert.Single((await world.ApproveAsync(plan.Id, seen)).Problems).Kind);

        PlanWorld.Value(await world.ApproveAsync(plan.Id));
        var view = await world.ReadAsync(plan.Id);
        Assert.Equal((PlanStatus.Active, true, "well thought out", false), (view.Plan.Status, view.Plan.IsLocked, view.ApprovalComment, view.IsChangedSince));
        Assert.Equal(world.Notes.Therapist.Id, view.Plan.ApprovedBy);
    }

    [Fact]
    public async Task Who_may_not_co_sign_has_the_plan_approved_by_somebody_who_may()
    {
        var (plan, supervisor) = (await world.DraftAsync(), await world.App.Given.StaffAsync(UserRole.Therapist));
        await world.GoalAsync(plan.Id);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical, Permission.CosignClinical }) await world.App.Given.RecordPermissionAsync(supervisor.Id, permission, world.Notes.Client.Id, granted: true);
        await world.App.Given.UserPermissionAsync(world.Notes.Therapist.Id, Permission.CosignClinical, granted: false);

        await Assert.ThrowsAsync<ForbiddenException>(() => world.ApproveAsync(plan.Id));
        Assert.True((await world.ApproveAsync(plan.Id, who: supervisor)).Succeeded);
    }

    [Fact]
    public async Task A_practice_may_ask_for_another_than_the_author()
    {
        var plan = await world.DraftAsync();
        await world.GoalAsync(plan.Id);
        await world.App.Given.SaveAsync(new PracticeSetting { Key = Setting.PlanNeedsAnother.Key, Value = "1", UpdatedAt = world.App.Clock.Now });

        Assert.Equal("In this practice somebody other than the author approves a plan.", Assert.Single((await world.ApproveAsync(plan.Id)).Problems).Message);
    }

    [Fact]
    public async Task A_change_after_approval_needs_a_reason_and_keeps_the_old_text()
    {
        var (plan, goals) = await world.ActiveAsync();
        Assert.Equal("Reason", Assert.Single((await world.SaveAsync(world.Asked("New title", id: plan.Id, version: plan.Version))).Problems).Field);
        PlanWorld.Value(await world.SaveAsync(world.Asked("New title", id: plan.Id, version: plan.Version, reason: "clearer")));
        PlanWorld.Value(await world.SaveGoalAsync(new(plan.Id, goals[0].Id, goals[0].Version, PlanWorld.Goal("Rides any bus"), GoalStatus.InProgress, "he asked for it")));
        await world.GoalAsync(plan.Id, "Second goal", reason: "new need");
        var row = PlanWorld.Value(await world.Notes.AsAsync((SaveIntervention o, Actor a) => o.RunAsync(a, new(plan.Id, null, null, new() { Type = "Exposure", GoalIds = [goals[0].Id] }, "begins now"))));
        Assert.Equal("Reason", Assert.Single((await world.Notes.AsAsync((RemovePlanPart o, Actor a) => o.InterventionAsync(a, new(plan.Id, row.Id, row.Version, null)))).Problems).Field);
        Assert.True((await world.Notes.AsAsync((RemovePlanPart o, Actor a) => o.InterventionAsync(a, new(plan.Id, row.Id, row.Version, "done")))).Succeeded);
        Assert.False((await world.Notes.AsAsync((RemovePlanPart o, Actor a) => o.GoalAsync(a, new(plan.Id, goals[0].Id, null, "gone")))).Succeeded);

        var changes = await world.ChangesAsync(plan.Id);
        Assert.Equal([PlanAct.Removed, PlanAct.Added, PlanAct.Added, PlanAct.Changed, PlanAct.Changed, PlanAct.Approved], changes.Select(c => c.Row.Act));
        Assert.Equal(("Rides the bus alone", "Rides any bus", "he asked for it"), (Field(changes[3].Change.Before, "Goal"), Field(changes[3].Change.After, "Goal"), changes[3].Change.Reason));
        Assert.Equal(("Back to school", "New title"), (Field(changes[4].Change.Before, "Title"), Field(changes[4].Change.After, "Title")));
        Assert.True((await world.ReadAsync(plan.Id)).IsChangedSince);
        PlanWorld.Value(await world.ApproveAsync(plan.Id));
        Assert.False((await world.ReadAsync(plan.Id)).IsChangedSince);
    }

    [Fact]
    public async Task A_stale_change_is_refused_and_one_that_changes_nothing_leaves_no_trace()
    {
        var (plan, goals) = await world.ActiveAsync();
        PlanWorld.Value(await world.SaveGoalAsync(new(plan.Id, goals[0].Id, goals[0].Version, PlanWorld.Goal("Rides any bus"), GoalStatus.NotStarted, "first")));

        Assert.Equal(ProblemKind.Stale, Assert.Single((await world.SaveGoalAsync(new(plan.Id, goals[0].Id, goals[0].Version, PlanWorld.Goal("Walks"), GoalStatus.NotStarted, "second"))).Problems).Kind);
        Assert.True((await world.SaveGoalAsync(new(plan.Id, goals[0].Id, goals[0].Version + 1, PlanWorld.Goal(" Rides any bus "), GoalStatus.NotStarted, "nothing"))).Succeeded);
        Assert.True((await world.SaveAsync(world.Asked(id: plan.Id, version: plan.Version, reason: "nothing"))).Succeeded);
        Assert.Equal(2, (await world.ReadAsync(plan.Id)).Changes);
    }

    [Fact]
    public async Task States_follow_their_order_with_a_reason_and_an_archived_plan_is_not_changed()
    {
        var (plan, _) = await world.ActiveAsync();
        Assert.Equal("Status", Assert.Single((await world.StatusAsync(plan.Id, PlanStatus.Draft)).Problems).Field);
        Assert.Equal("Reason", Assert.Single((await world.StatusAsync(plan.Id, PlanStatus.Review, " ")).Problems).Field);
        foreach (var status in new[] { PlanStatus.Review, PlanStatus.Completed, PlanStatus.Archived }) Assert.True((await world.StatusAsync(plan.Id, status)).Succeeded);
        var version = (await world.ReadAsync(plan.Id)).Plan.Version;
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await world.SaveAsync(world.Asked("x", id: plan.Id, version: version, reason: "why"))).Problems).Kind);
        Assert.True((await world.StatusAsync(plan.Id, PlanStatus.Active)).Succeeded);
    }

    [Fact]
    public async Task An_intervention_serves_goals_of_its_own_plan_only()
    {
        var (mine, other) = (await world.DraftAsync(), await world.DraftAsync("Another"));
        var (goal, foreign) = (await world.GoalAsync(mine.Id), await world.GoalAsync(other.Id));
        Task<Outcome<PlanIntervention>> Save(long id) => world.Notes.AsAsync((SaveIntervention o, Actor a) => o.RunAsync(a, new(mine.Id, null, null, new() { Type = "Exposure", GoalIds = [id] }, null)));

        Assert.Equal("GoalIds", Assert.Single((await Save(foreign.Id)).Problems).Field);
        Assert.True((await Save(goal.Id)).Succeeded);
        Assert.Equal(["Rides the bus alone"], Assert.Single((await world.ReadAsync(mine.Id)).Interventions).Goals);
    }

    [Fact]
    public async Task Reviews_that_are_due_are_the_therapists_own()
    {
        var (plan, _) = await world.ActiveAsync();
        await world.DraftAsync("never approved");
        var stranger = await world.App.Given.StaffAsync(UserRole.Therapist);
        async Task<int> DueAsync(StaffMember? who = null) => (await world.Notes.AsAsync((ReviewsDue q, Actor a) => q.RunAsync(a), who)).Count;

        world.App.Clock.Now = Instant.FromUtc(2026, 11, 10, 20, 0);
        Assert.Equal(0, await DueAsync());
        world.App.Clock.Now = Instant.FromUtc(2026, 11, 23, 20, 0);
        Assert.Equal((1, 0), (await DueAsync(), await DueAsync(stranger)));
        await world.StatusAsync(plan.Id, PlanStatus.Completed);
        Assert.Equal(0, await DueAsync());
    }

    [Fact]
    public async Task What_is_typed_lies_sealed_and_every_line_has_its_word()
    {
        var (plan, _) = await world.ActiveAsync("canary-goal");
        PlanWorld.Value(await world.SaveAsync(world.Asked("canary-title", "canary-summary", plan.Id, plan.Version, "canary-reason")));
        await world.App.DbAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        foreach (var file in Directory.EnumerateFiles(world.App.StorageRoot, "crm.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.DoesNotContain("canary", System.Text.Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }
        var names = PlanWorld.Goal("g", 5) with { Domain = "d", LongTerm = "l", ShortTerm = "s", MasteryType = "m", MasteryValue = "v", Baseline = "b", Strategies = "t" };
        Assert.Subset(Web.Pages.Plans.PlanWords.Labels.ToHashSet(), new HashSet<string>([.. names.Fields(GoalStatus.Mastered).Select(f => f.Name), .. new InterventionText { Type = "t", Frequency = "f", Duration = "d", Materials = "m" }.Fields(["g"]).Select(f => f.Name),
            .. new PlanText("t", "s").Fields(default, default, default).Select(f => f.Name)]));
    }

    private static string? Field(IReadOnlyList<PlanField> fields, string name) => fields.FirstOrDefault(f => f.Name == name)?.Value;
}
