using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Keeping;

namespace TherapyCrm.Tests.Clinical;

/// <summary>Assessments begun, kept, finished, corrected and compared.</summary>
public sealed class AssessmentTests : IAsyncLifetime
{
    private AssessmentWorld world = null!;

    public async Task InitializeAsync() => world = await AssessmentWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_half_filled_draft_is_kept_is_its_authors_alone_and_finishes_into_the_record()
    {
        var begun = await world.BegunAsync();
        var window = Guid.NewGuid();
        var kept = AssessmentWorld.Value(await KeepAsync(begun.Id, begun.Version, window, b => b with { Answers = [3, 2], Summary = "so far" }));
        Assert.Equal((2, null), (kept.Body.Score!.Answered, kept.Body.Score.Total));
        Assert.Equal([3, 2, null, null, null, null, null, null, null], (await world.ReadAsync(begun.Id)).Body.Answers);
        var colleague = await world.App.Given.StaffAsync(UserRole.Therapist);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical }) await world.App.Given.RecordPermissionAsync(colleague.Id, permission, world.Client.Id, granted: true);
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(begun.Id, colleague));

        Assert.Equal("Unanswered items: {0}. There will be no score. Answer them, or say below that they stay unanswered.", (await world.FinishAsync(begun.Id, b => b, mayLackItems: false)).Problems.Single().Message);
        AssessmentWorld.Value(await world.FinishAsync(begun.Id, b => b with { Answers = [3, 2, 3, 2, 1, 1, 0, 0, 1] }));
        var view = await world.ReadAsync(begun.Id, colleague);
        Assert.Equal((13, "Moderate", true, 1), (view.Body.Score!.Total, view.Body.Score.Band, view.Body.Score.IsAtRisk, view.Versions.Count));
        Assert.Null(await world.App.DbAsync(db => db.Assessments.Where(a => a.Id == begun.Id).Select(a => a.Draft).SingleAsync()));
    }

    [Fact]
    public async Task A_window_saves_over_itself_but_not_over_another()
    {
        var begun = await world.BegunAsync();
        var (mine, other) = (Guid.NewGuid(), Guid.NewGuid());
        AssessmentWorld.Value(await KeepAsync(begun.Id, begun.Version, mine, b => b with { Answers = [1] }));
        AssessmentWorld.Value(await KeepAsync(begun.Id, begun.Version, mine, b => b with { Answers = [1, 1] })); // the answer to the first save was lost

        Assert.Equal(ProblemKind.Stale, (await KeepAsync(begun.Id, begun.Version, other, b => b with { Answers = [3] })).Problems.Single().Kind);
        Assert.Equal(1, (await world.ReadAsync(begun.Id)).Body.Answers[1]);
        Assert.Equal(ProblemKind.Stale, (await world.FinishAsync(begun.Id, b => b, seen: begun.Version)).Problems.Single().Kind);
    }

    [Fact]
    public async Task A_finished_one_is_corrected_with_a_reason_and_keeps_what_it_said()
    {
        var done = await world.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0], summary: "first words");
        Assert.Equal("Reason", (await world.FinishAsync(done.Id, b => b with { Summary = "other words" })).Problems.Single().Field);
        Assert.Equal("Nothing was changed.", (await world.FinishAsync(done.Id, b => b with { Reason = "none" })).Problems.Single().Message);
        AssessmentWorld.Value(await world.FinishAsync(done.Id, b => b with { Answers = [1, 1, 1, 1, 1, 1, 1, 1, 2], Reason = "Misread the sheet" }));
        Assert.Equal(ProblemKind.Stale, (await world.FinishAsync(done.Id, b => b with { Summary = "late", Reason = "late" }, seen: done.Version)).Problems.Single().Kind);
        Assert.Equal("This assessment is finished.", (await KeepAsync(done.Id, done.Version, null, b => b)).Problems.Single().Message);

        var view = await world.ReadAsync(done.Id);
        Assert.Equal([(2, 10, true, "Misread the sheet"), (1, 8, false, null)], view.Versions.Select(v => (v.Number, v.Body.Score!.Total!.Value, v.Body.Score.IsAtRisk, v.Body.Reason)));
        Assert.Equal(["assessment.started", "assessment.finished", "assessment.corrected"],
            await world.App.DbAsync(db => db.AuditEntries.Where(e => e.EntityId == done.Id && e.ClientId == world.Client.Id && e.Action.StartsWith("assessment.") && e.Action != "assessment.read").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task What_was_found_elsewhere_is_recorded_by_hand()
    {
        var begun = await world.BegunAsync(code: null);
        Assert.Equal(["Name", "Summary"], (await world.FinishAsync(begun.Id, b => b with { Scores = [new("", "")] })).Problems.Select(p => p.Field).Order());
        Assert.Contains((await world.FinishAsync(begun.Id, b => b with { Name = "WISC-V", Scores = [new("", "104")] })).Problems, p => p.Field == "Scores[0].Name");
        Assert.Contains((await world.FinishAsync(begun.Id, b => b with { Name = "WISC-V", Summary = "s", Date = new DateOnly(2026, 12, 31) })).Problems, p => p.Field == "Date");
        AssessmentWorld.Value(await world.FinishAsync(begun.Id, b => b with { Name = "WISC-V", Evaluator = "Dr. Wu", Scores = [new("FSIQ", "104"), new("", ""), new("VCI", "98")], Recommendations = "Extra time" }));

        var body = (await world.ReadAsync(begun.Id)).Body;
        Assert.Equal(("WISC-V", "Dr. Wu", null), (body.Name, body.Evaluator, body.Score));
        Assert.Equal([new("FSIQ", "104"), new NamedScore("VCI", "98")], body.Scores);
    }

    [Fact]
    public async Task Each_person_and_instrument_has_a_trend_of_its_own()
    {
        var robin = await world.App.Given.LearnerAsync(world.Client.Id);
        await world.AnsweredAsync([2, 2, 2, 2, 2, 2, 2, 2, 2], new(2026, 9, 1));
        await world.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], new(2026, 10, 1));
        await world.AnsweredAsync([3, 3, 3, 3, 3, 3, 3], new(2026, 10, 1), "GAD-7");
        await world.AnsweredAsync([0, 0, 0, 0, 0, 0, 0, 0, 0], new(2026, 10, 2), learner: robin.Id);
        await world.BegunAsync();

        var list = await world.ListAsync();
        Assert.Equal(5, list.Assessments.Total);
        Assert.Equal([("GAD-7", null, 1), ("PHQ-9", null, 2), ("PHQ-9", robin.Id, 1)], list.Trends.Select(t => (t.Name[..5], t.LearnerId, t.Points.Count)).OrderBy(t => t.LearnerId).ThenBy(t => t.Item1, StringComparer.Ordinal));
        var phq = list.Trends.Single(t => t.Name.StartsWith("PHQ", StringComparison.Ordinal) && t.LearnerId is null);
        Assert.Equal((ReliableChange.Better, true), (phq.Points[1].SinceFirst!.Value, phq.Points[1].IsResponse));
        Assert.NotNull(phq.AtRisk);
    }

    [Fact]
    public async Task A_definition_worded_anew_leaves_answered_ones_as_they_were()
    {
        var admin = await world.App.Given.StaffAsync(UserRole.Admin);
        var instrument = new Instrument { Items = ["One", "Two"], Scale = [new(0, "No"), new(1, "Yes")], Bands = [new(0, 1, "low"), new(2, 2, "high")], Licence = "Ours", ReliableChange = 1 };
        var definition = AssessmentWorld.Value(await SaveAsync(admin, new(null, null, "OWN-2", "Our own", true, instrument)));
        var first = await world.AnsweredAsync([0, 1], code: "OWN-2");
        definition = AssessmentWorld.Value(await SaveAsync(admin, new(definition.Id, definition.Version, "OWN-2", "Our own", true, instrument with { Licence = "Ours, 2026" })));
        await world.AnsweredAsync([1, 1], code: "OWN-2");
        definition = AssessmentWorld.Value(await SaveAsync(admin, new(definition.Id, definition.Version, "OWN-2", "Our own", true, instrument with { Items = ["One", "Two", "Three"], Bands = [] })));
        await world.AnsweredAsync([1, 1, 1], code: "OWN-2");

        Assert.Equal((3, "Ours"), (definition.Number, (await world.ReadAsync(first.Id)).Instrument!.Licence));
        Assert.Equal([2, 1], (await world.ListAsync()).Trends.Select(t => t.Points.Count)); // other items, other totals
        Assert.Equal(ProblemKind.Stale, (await SaveAsync(admin, new(definition.Id, 1, "OWN-2", "Our own", true, instrument))).Problems.Single().Kind);
        Assert.Equal("Code", (await SaveAsync(admin, new(null, null, "OWN-2", "Another", true, instrument))).Problems.Single().Field);
        Assert.Equal(["Items", "Licence", "Scale"], (await SaveAsync(admin, new(null, null, "X", "X", true, new() { Licence = "" }))).Problems.Select(p => p.Field).Order());
    }

    [Fact]
    public async Task A_shipped_instrument_is_switched_off_and_never_altered()
    {
        var admin = await world.App.Given.StaffAsync(UserRole.Admin);
        var row = (await world.AsAsync((AssessmentDefinitions o, Actor a) => o.AllAsync(a), admin)).Single(d => d.Code == "GAD-7");
        AssessmentWorld.Value(await SaveAsync(admin, new(row.Id, row.Version, "MINE", "Mine", false, new() { Items = ["x"], Licence = "x" })));

        var now = (await world.AsAsync((AssessmentDefinitions o, Actor a) => o.AllAsync(a), admin)).Single(d => d.Id == row.Id);
        Assert.Equal(("GAD-7", row.Name, false, 1, 7), (now.Code, now.Name, now.IsActive, now.Number, now.Instrument.Items.Count));
        Assert.Equal("There is no such instrument.", (await world.AsAsync((StartAssessment o, Actor a) => o.RunAsync(a, new(world.Client.Id, null, row.Id)))).Problems.Single().Message);
        await Assert.ThrowsAsync<ForbiddenException>(() => SaveAsync(world.Therapist, new(row.Id, row.Version, null, null, true, row.Instrument)));
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_is_hidden_and_kept()
    {
        var begun = await world.BegunAsync();
        AssessmentWorld.Value(await world.AsAsync((KeepAssessment o, Actor a) => o.DiscardAsync(a, begun.Id)));

        Assert.Equal(0, (await world.ListAsync()).Assessments.Total);
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(begun.Id));
        Assert.NotNull(await world.App.DbAsync(db => db.Assessments.Where(a => a.Id == begun.Id).Select(a => a.Draft).SingleAsync()));
    }

    [Fact]
    public async Task It_is_linked_to_a_plan_of_the_same_person_only()
    {
        var robin = await world.App.Given.LearnerAsync(world.Client.Id);
        var (mine, learners) = (await PlanAsync("Sleep", null), await PlanAsync("School", robin.Id));
        var begun = await world.BegunAsync();
        Assert.Equal("PlanId", (await KeepAsync(begun.Id, begun.Version, null, b => b with { PlanId = learners.Id })).Problems.Single().Field);
        Assert.Equal("PlanId", (await world.FinishAsync(begun.Id, b => b with { Answers = [1], PlanId = 98765 })).Problems.Single().Field);
        AssessmentWorld.Value(await world.FinishAsync(begun.Id, b => b with { Answers = [1, 1, 1, 1, 1, 1, 1, 1, 1], PlanId = mine.Id }));

        Assert.Equal((mine.Id, "Sleep"), ((await world.ReadAsync(begun.Id)).Assessment.PlanId!.Value, (await world.ReadAsync(begun.Id)).Body.PlanTitle));
        Assert.Equal(begun.Id, (await world.AsAsync((ClientAssessments o, Actor a) => o.OfPlanAsync(a, mine.Id))).Single().Id);
        AssessmentWorld.Value(await world.FinishAsync(begun.Id, b => b with { PlanId = null, Reason = "Wrong plan" }));
        Assert.Empty(await world.AsAsync((ClientAssessments o, Actor a) => o.OfPlanAsync(a, mine.Id)));
        Assert.Equal([null, "Sleep"], (await world.ReadAsync(begun.Id)).Versions.Select(v => v.Body.PlanTitle));
    }

    [Fact]
    public async Task A_leaving_therapists_draft_goes_to_who_takes_over()
    {
        var begun = await world.BegunAsync();
        var (admin, heir) = (await world.App.Given.StaffAsync(UserRole.Admin), await world.App.Given.StaffAsync(UserRole.Therapist));
        await world.App.Given.UserPermissionAsync(admin.Id, Permission.EditClients, granted: true, Reach.Any);
        AssessmentWorld.Value(await world.AsAsync((HandOver o, Actor a) => o.RunAsync(a, world.Therapist.Id, heir.Id), admin));

        Assert.Equal(begun.Id, (await world.ReadAsync(begun.Id, heir)).Assessment.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(begun.Id));
    }

    [Fact]
    public async Task Once_the_key_is_destroyed_nothing_says_what_was_asked_or_answered()
    {
        var done = await world.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1]);
        await world.App.DbAsync(db => db.ClientKeys.ExecuteUpdateAsync(u => u.SetProperty(k => k.WrappedKey, (byte[]?)null).SetProperty(k => k.DestroyedAt, world.App.Clock.Now)));

        await Assert.ThrowsAsync<RecordEndedException>(() => world.ReadAsync(done.Id));
        await Assert.ThrowsAsync<RecordEndedException>(() => world.ListAsync());
        await world.App.DbAsync(db =>
        {
            var tables = EraseNames.Owned(db.Model).Where(t => t.ClrType == typeof(Assessment) || t.ClrType == typeof(AssessmentVersion)).ToList();
            Assert.Equal(2, tables.Count);
            Assert.All(tables, t => Assert.Empty(EraseNames.Readable(t)));
            return Task.FromResult(true);
        });
    }

    private async Task<TreatmentPlan> PlanAsync(string title, long? learner) => AssessmentWorld.Value(await world.AsAsync((SavePlan o, Actor a) => o.RunAsync(a, new()
    {
        ClientId = world.Client.Id, LearnerId = learner, PlanId = null, Version = null, Text = new(title, null), StartDate = new(2026, 11, 1), ReviewDate = new(2026, 12, 1), EndDate = new(2027, 2, 1), Reason = null,
    })));

    private async Task<Outcome<KeepAssessment.Kept>> KeepAsync(long id, int seen, Guid? window, Func<AssessmentBody, AssessmentBody> change)
    {
        var body = change((await world.ReadAsync(id)).Body);
        return await world.AsAsync((KeepAssessment o, Actor a) => o.RunAsync(a, new(id, seen, window, body)));
    }

    private Task<Outcome<AssessmentDefinition>> SaveAsync(Domain.Practice.StaffMember who, AssessmentDefinitions.Request request) => world.AsAsync((AssessmentDefinitions o, Actor a) => o.SaveAsync(a, request), who);
}
