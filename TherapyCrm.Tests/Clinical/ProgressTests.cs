using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>What notes say about goals: signed with the note, drawn from it alone, gone with it.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private static readonly Gen<List<ProgressPoint>> Points = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 100], Gen.Bool).List[0, 12]
        .Select(l => l.Select((p, i) => Point(i + 1, p.Item1, p.Item2, p.Item3 ? new LocalTime(9, 0) : null)).ToList());
    private PlanWorld world = null!;

    public async Task InitializeAsync() => world = await PlanWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(null, new[] { 0, 20, 7, 30, 14, 40 }, 20, "10.0")]
    [InlineData(10, new[] { 0, 20, 7, 30, 14, 40 }, 30, "10.0")]
    [InlineData(null, new[] { 0, 50, 7, 45, 21, 20 }, -30, "-10.4")]
    [InlineData(null, new[] { 0, 10, 1, 11, 30, 10 }, 0, "-0.1")]
    [InlineData(null, new[] { 0, 40 }, null, null)]
    [InlineData(10, new[] { 0, 40 }, 30, null)]
    [InlineData(null, new[] { 3, 40, 3, 60 }, 20, null)]
    [InlineData(5, new int[0], null, null)]
    public void Improvement_and_weekly_rate_are_exact(int? baseline, int[] daysAndPercents, int? improvement, string? rate)
    {
        var points = daysAndPercents.Chunk(2).Select((p, i) => Point(i + 1, p[0], p[1]));
        var figures = ProgressFigures.Of(baseline, points);

        Assert.Equal((improvement, rate is null ? null : decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)), (figures.Improvement, figures.WeeklyRate));
    }

    [Fact]
    public void The_order_in_which_points_are_read_does_not_matter() => Gen.Select(Points, Gen.Int[0, 1000]).Sample((points, seed) =>
    {
        var shuffled = points.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(ProgressFigures.Of(null, points), ProgressFigures.Of(null, shuffled));
    });

    [Fact]
    public void There_is_a_rate_exactly_when_there_are_two_days_and_a_straight_line_gives_its_slope()
    {
        Points.Sample(points => Assert.Equal(points.Select(p => p.Date).Distinct().Count() > 1, ProgressFigures.Of(null, points).WeeklyRate is not null));
        Gen.Select(Gen.Int[0, 10], Gen.Int[-10, 10], Gen.Int[2, 5]).Where(g => g.Item1 + (g.Item2 * 5) is >= -50 and <= 50).Sample((first, step, count) =>
            Assert.Equal(step, ProgressFigures.Of(null, Enumerable.Range(0, count).Select(i => Point(i + 1, i * 7, 50 + (i * step)))).WeeklyRate));
        Points.Where(p => p.Count > 0).Sample(points => Assert.Equal(ProgressFigures.Of(0, points).Improvement, ProgressFigures.Of(0, points).Last));
    }

    [Fact]
    public void Several_goals_count_by_their_mean()
    {
        ProgressFigures[] goals = [new(0, 10, 10, 1.5m), new(0, 20, 21, null), new(null, null, null, null)];
        Assert.Equal((15.5m, 1.5m), ProgressFigures.Overall(goals));
        Assert.Equal((null, null), ProgressFigures.Overall([goals[2]]));
    }

    [Fact]
    public async Task A_signed_note_moves_the_goal_and_a_draft_does_not()
    {
        var (plan, goals) = await world.ActiveAsync();
        var draft = await world.Notes.BegunAsync();
        var offered = await world.Notes.AsAsync((OpenGoals o, Actor a) => o.OfAsync(a, draft.Id));
        Assert.Equal("Rides the bus alone", Assert.Single(offered).Goal.Text.Description);
        var kept = (await world.Notes.InHandAsync(draft.Id)).Drafts[0];
        var body = NoteWorld.Text("t") with { Progress = [Said(goals[0], 40)] };
        Assert.True((await world.Notes.AsAsync((SaveNoteDraft o, Actor a) => o.RunAsync(a, new(draft.Id, kept.Id, kept.Version, body)))).Succeeded);
        Assert.Equal(40, (await world.Notes.InHandAsync(draft.Id)).Drafts[0].Body.Progress![0].Percent);
        Assert.Empty((await world.ReadAsync(plan.Id)).Goals[0].Points);

        await NotedAsync(new(2026, 11, 2), Said(goals[0], 20));
        var second = await NotedAsync(new(2026, 11, 16), Said(goals[0], null) with { Correct = 6, Attempts = 9, Remark = "with a friend" });
        var view = await world.ReadAsync(plan.Id);
        Assert.Equal([20, 67], view.Goals[0].Points.Select(p => p.Said.Shown!.Value));
        Assert.Equal((47, 23.5m), (view.Goals[0].Figures.Improvement, view.Goals[0].Figures.WeeklyRate));
        var person = Assert.Single((await world.Notes.AsAsync((ClientPlans q, Actor a) => q.RunAsync(a, world.Notes.Client.Id))).Progress);
        Assert.Equal((null, 1, 47m, 23.5m), (person.Learner, person.Goals, person.Improvement, person.WeeklyRate));
        Assert.True((await world.Notes.ReadAsync(second.Id)).Current!.IsIntact);
    }

    [Fact]
    public async Task An_amendment_moves_it_and_a_redaction_takes_it_away_everywhere()
    {
        var (plan, goals) = await world.ActiveAsync();
        var note = await NotedAsync(new(2026, 11, 2), Said(goals[0], 20) with { Remark = "canary-sloe" });
        await world.Notes.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id));
        Assert.Equal("canary-sloe", (await world.Notes.InHandAsync(note.Id)).Drafts[0].Body.Progress![0].Remark);
        PlanWorld.Value(await world.Notes.SignAsync(note.Id, NoteWorld.Text("t", new(2026, 11, 2)) with { Reason = "typo", Progress = [Said(goals[0], 25)] }));
        Assert.Equal(25, Assert.Single((await world.ReadAsync(plan.Id)).Goals[0].Points).Said.Percent);

        PlanWorld.Value(await world.Notes.AsAsync((RedactNote o, Actor a) => o.RunAsync(a, new(note.Id, "written into the wrong file", new(Given.Password)))));
        Assert.Empty((await world.ReadAsync(plan.Id)).Goals[0].Points);
        Assert.Equal(0, await world.App.DbAsync(db => db.NoteVersions.CountAsync(v => v.Body != null)));
    }

    [Fact]
    public async Task The_state_of_a_goal_changes_only_when_the_author_says_so_and_an_old_note_brings_none_back()
    {
        var (plan, goals) = await world.ActiveAsync();
        await NotedAsync(new(2026, 11, 2), Said(goals[0], 20) with { Status = GoalStatus.Mastered });
        Assert.Equal(GoalStatus.NotStarted, (await world.ReadAsync(plan.Id)).Goals[0].Row.Status);
        var old = await NotedAsync(new(2026, 11, 3), Said(goals[0], 30) with { Status = GoalStatus.InProgress, SetsStatus = true });
        Assert.Equal(GoalStatus.InProgress, (await world.ReadAsync(plan.Id)).Goals[0].Row.Status);
        await NotedAsync(new(2026, 11, 9), Said(goals[0], 90) with { Status = GoalStatus.Mastered, SetsStatus = true });
        await world.Notes.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, old.Id));
        PlanWorld.Value(await world.Notes.SignAsync(old.Id, NoteWorld.Text("t", new(2026, 11, 3)) with { Reason = "typo", Progress = [Said(goals[0], 31) with { Status = GoalStatus.InProgress, SetsStatus = true }] }));

        var view = await world.ReadAsync(plan.Id);
        Assert.Equal((GoalStatus.Mastered, false), (view.Goals[0].Row.Status, view.IsChangedSince));
        var set = (await world.ChangesAsync(plan.Id)).Where(c => c.Row.Act == PlanAct.StatusSet).ToList();
        Assert.Equal([("IN_PROGRESS", "MASTERED"), ("NOT_STARTED", "IN_PROGRESS")], set.Select(c => (c.Change.Before[0].Value, c.Change.After[0].Value)));
        Assert.Equal(old.Id, set[1].Row.NoteId);
    }

    [Theory]
    [InlineData(101, null, null, "Progress[0].Percent")]
    [InlineData(50, 8, 10, "Progress[0].Percent")]
    [InlineData(80, 8, 10, null)]
    [InlineData(67, 2, 3, null)]
    [InlineData(null, 3, null, "Progress[0].Attempts")]
    [InlineData(null, 3, 2, "Progress[0].Correct")]
    [InlineData(null, 0, 0, "Progress[0].Attempts")]
    public async Task What_does_not_agree_is_not_signed(int? percent, int? correct, int? attempts, string? field)
    {
        var (_, goals) = await world.ActiveAsync();
        var outcome = await world.Notes.SignAsync((await world.Notes.BegunAsync()).Id, NoteWorld.Text("t") with { Progress = [Said(goals[0], percent) with { Correct = correct, Attempts = attempts }] });

        Assert.Equal(field, outcome.Problems.Select(p => p.Field).FirstOrDefault());
    }

    [Fact]
    public async Task A_note_speaks_of_its_own_persons_goals_only()
    {
        var learner = await world.App.Given.LearnerAsync(world.Notes.Client.Id);
        var plan = await world.DraftAsync("Of the learner", learner.Id);
        var goal = await world.GoalAsync(plan.Id);
        PlanWorld.Value(await world.ApproveAsync(plan.Id));
        var note = await world.Notes.BegunAsync();

        Assert.Empty(await world.Notes.AsAsync((OpenGoals o, Actor a) => o.OfAsync(a, note.Id)));
        Assert.Equal("Progress[0].Percent", Assert.Single((await world.Notes.SignAsync(note.Id, NoteWorld.Text("t") with { Progress = [Said(goal, 10)] })).Problems).Field);
    }

    [Fact]
    public async Task What_was_signed_before_there_was_progress_still_verifies()
    {
        var note = await world.Notes.SignedAsync("old");
        var json = await world.App.RunAsync(async s =>
        {
            var cipher = await s.GetRequiredService<ClientKeys>().OfAsync(world.Notes.Client.Id);
            var version = await world.App.DbAsync(db => db.NoteVersions.SingleAsync(v => v.NoteId == note.Id));
            return cipher.Open(version.Body!, new("note_versions", "body", version.SealId));
        });
        Assert.DoesNotContain("Progress", json, StringComparison.Ordinal);
        Assert.True((await world.Notes.ReadAsync(note.Id)).Current!.IsIntact);
    }

    [Fact]
    public async Task Reading_a_plan_takes_as_many_queries_for_many_notes_as_for_one()
    {
        var (plan, goals) = await world.ActiveAsync("one", "two", "three");
        await NotedAsync(new(2026, 11, 2), [.. goals.Select(g => Said(g, 10))]);
        var few = await CommandsAsync();
        for (var day = 3; day < 12; day++) await NotedAsync(new(2026, 11, day), [.. goals.Select(g => Said(g, day * 5))]);
        Assert.Equal(few, await CommandsAsync());

        async Task<int> CommandsAsync() => await CountedCommands.OfAsync(() => world.ReadAsync(plan.Id));
    }

    private async Task<SessionNote> NotedAsync(DateOnly day, params GoalProgress[] said) =>
        PlanWorld.Value(await world.Notes.SignAsync((await world.Notes.BegunAsync()).Id, NoteWorld.Text("t", day) with { Progress = said }));

    private static GoalProgress Said(PlanGoal goal, int? percent) => new() { GoalId = goal.Id, Goal = "Rides the bus alone", Percent = percent };

    private static ProgressPoint Point(int note, int day, int percent, LocalTime? time = null) =>
        new(note, new LocalDate(2026, 9, 1).PlusDays(day), time, new() { GoalId = 1, Percent = percent });
}
