using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>Treatment plans and assessments on a timeline: where they stand, what they say, and for whom.</summary>
public sealed class TimelinePlanTests : IAsyncLifetime
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
        assessing.Dispose(); // shares the application with the others
        return Task.CompletedTask;
    }

    [Fact]
    public async Task They_stand_among_the_others_in_one_order_however_it_is_paged()
    {
        await world.VisitAsync(hoursAgo: 3);
        var note = await world.SignedAsync("A text.", new DateOnly(2026, 11, 20), b => b with { Facts = b.Facts with { Time = null } });
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0], new DateOnly(2026, 11, 20));
        await assessing.AnsweredAsync([2, 2, 2, 2, 2, 2, 2, 2, 0], new DateOnly(2026, 11, 20));
        await assessing.AnsweredAsync([0, 0, 0, 0, 0, 0, 0, 0, 0], new DateOnly(2026, 11, 19));
        var (now, midnight) = (await planning.DraftAsync("now"), Midnight(20));
        foreach (var title in new[] { "first", "second" })
        {
            var plan = await planning.DraftAsync(title);
            await world.App.DbAsync(db => db.TreatmentPlans.Where(p => p.Id == plan.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.CreatedAt, midnight)));
        }

        string[] expected = ["Plan: now", "Visit: Session, 50 min", "Session 1", "Plan: second", "Plan: first", "16", "8", "0"];
        for (var size = 1; size <= 9; size++)
        {
            var read = new List<TimelineEntry>();
            for (TimelineKey? after = null; ;)
            {
                var page = await ReadAsync(new() { ClientId = world.Client.Id, PageSize = size, After = after });
                Assert.Equal((3, 3, 1, 1), (page.Counts[TimelineClass.Plan], page.Counts[TimelineClass.Assessment], page.Counts[TimelineClass.Note], page.Counts[TimelineClass.Visit]));
                read.AddRange(page.Entries);
                if ((after = page.Older) is null) break;
            }
            Assert.Equal(expected, read.Select(e => e.Class == TimelineClass.Assessment ? e.Lines[0].Text : Title(e)));
        }
        Assert.Equal(($"/plans/{now.Id}", $"/notes/{note.Id}"), ((await ReadAsync()).Entries[0].Href, (await ReadAsync()).Entries[2].Href));
    }

    [Fact]
    public async Task One_class_alone_is_shown_while_all_are_counted()
    {
        await planning.DraftAsync();
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0]);
        await world.SignedAsync("A text.");
        foreach (var kind in new[] { TimelineClass.Plan, TimelineClass.Assessment })
        {
            var page = await ReadAsync(new() { ClientId = world.Client.Id, Classes = [kind] });
            Assert.Equal(kind, Assert.Single(page.Entries).Class);
            Assert.Equal((1, 1, 1), (page.Counts[TimelineClass.Plan], page.Counts[TimelineClass.Assessment], page.Counts[TimelineClass.Note]));
        }
        Assert.Equal([TimelineClass.Plan, TimelineClass.Assessment], (await ReadAsync(new() { ClientId = world.Client.Id, Classes = [TimelineClass.Plan, TimelineClass.Assessment] })).Entries.Select(e => e.Class));
    }

    [Fact]
    public async Task They_say_what_their_pages_say()
    {
        var (plan, goals) = await planning.ActiveAsync("Rides the bus alone", "Sleeps through");
        Assert.True((await world.AsAsync((SaveIntervention o, Actor a) => o.RunAsync(a, new(plan.Id, null, null, new() { Type = "Exposure", Materials = "Timetable", GoalIds = [goals[0].Id] }, "agreed")))).Succeeded);
        var first = await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "Tired.");
        await assessing.FinishAsync(first.Id, b => b with { Summary = "Tired, and hopeful.", Reason = "A word was missing" });
        await assessing.FinishAsync((await assessing.BegunAsync(null)).Id, b => b with { Name = "Reading test", Date = new(2026, 11, 19), Scores = [new("Speed", "84 wpm")], Recommendations = "Read aloud.", Evaluator = "Dr. Quince" });

        var entries = (await ReadAsync()).Entries;
        Assert.Equal(["Plan: Back to school", "Assessment: PHQ-9: Patient Health Questionnaire", "Assessment: Reading test"], entries.Select(Title));
        Assert.Equal(["Rides the bus alone", "Sleeps through", "Exposure", "Timetable"], entries[0].Lines.Select(l => l.Text));
        Assert.Equal(["Active"], entries[0].Marks);
        Assert.Equal(["Finished, corrected", "Risk flag"], entries[1].Marks);
        Assert.Equal(("9", "Mild"), (entries[1].Lines[0].Text, entries[1].Lines[0].Word));
        Assert.Equal("Tired, and hopeful.", entries[1].Lines[1].Text);
        Assert.Equal(["Finished"], entries[2].Marks);
        Assert.Equal(["Speed: 84 wpm", "Read aloud.", "Dr. Quince"], entries[2].Lines.Select(l => l.Text));

        foreach (var (status, mark) in new[] { (PlanStatus.Review, "In review"), (PlanStatus.Completed, "Completed"), (PlanStatus.Archived, "Archived") })
        {
            PlanWorld.Value(await planning.StatusAsync(plan.Id, status));
            Assert.Equal([mark], (await ReadAsync()).Entries[0].Marks);
        }
    }

    [Theory]
    [InlineData("hopef")]
    [InlineData("SCHOOL")]
    [InlineData("bus alo")]
    [InlineData("timetable")]
    [InlineData("84")]
    [InlineData("aloud")]
    [InlineData("phq")]
    [InlineData("Été")]
    public async Task Searching_finds_their_texts_in_this_file_only(string text)
    {
        var plan = PlanWorld.Value(await planning.SaveAsync(planning.Asked("Back to school", "Since one ete")));
        var kept = await planning.GoalAsync(plan.Id);
        Assert.True((await world.AsAsync((SaveIntervention o, Actor a) => o.RunAsync(a, new(plan.Id, null, null, new() { Type = "Exposure", Materials = "Timetable", GoalIds = [kept.Id] }, null)))).Succeeded);
        var gone = await planning.GoalAsync(plan.Id, "canary-loquat");
        Assert.True((await world.AsAsync((RemovePlanPart o, Actor a) => o.GoalAsync(a, new(plan.Id, gone.Id, gone.Version, null)))).Succeeded);
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "Hopeful.");
        await assessing.FinishAsync((await assessing.BegunAsync(null)).Id, b => b with { Name = "Reading test", Date = new(2026, 11, 19), Scores = [new("Speed", "84 wpm")], Recommendations = "Read aloud." });
        var other = await world.App.Given.ClientAsync("Omar", "Diaz", world.Therapist.Id);

        var found = await ReadAsync(new() { ClientId = world.Client.Id, Text = text });
        Assert.Single(found.Entries);
        Assert.Equal(1, found.Counts.Values.Sum());
        Assert.Empty((await ReadAsync(new() { ClientId = other.Id, Text = text })).Entries);
        Assert.Empty((await ReadAsync(new() { ClientId = world.Client.Id, Text = "loquat" })).Entries);
    }

    [Fact]
    public async Task A_search_pages_through_them_like_a_list()
    {
        for (var day = 1; day <= 5; day++) await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0], new DateOnly(2026, 11, day), summary: day % 2 == 0 ? "plum" : "pear");
        await planning.DraftAsync("Pear tree");
        var first = await ReadAsync(new() { ClientId = world.Client.Id, Text = "pear", PageSize = 2 });
        var second = await ReadAsync(new() { ClientId = world.Client.Id, Text = "pear", PageSize = 2, After = first.Older });

        Assert.Equal([23, 5, 3, 1], first.Entries.Concat(second.Entries).Select(e => e.Day.Day));
        Assert.Null(second.Older);
        Assert.Equal((1, 3, 3), (first.Counts[TimelineClass.Plan], first.Counts[TimelineClass.Assessment], second.Counts[TimelineClass.Assessment]));
    }

    [Theory]
    [InlineData("America/Vancouver", "2024-03-10")]
    [InlineData("Africa/Cairo", "2024-04-26")] // its midnight is skipped
    [InlineData("America/Havana", "2024-11-03")] // its midnight is followed by an hour that comes twice
    [InlineData("America/Scoresbysund", "2024-10-27")] // the midnight itself comes twice
    [InlineData("Pacific/Apia", "2011-12-31")] // the day before is skipped whole
    public async Task Up_to_a_day_and_paging_hold_where_the_clocks_change(string zone, string change)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(change).Value;
        await world.App.DbAsync(db => db.Locations.ExecuteUpdateAsync(u => u.SetProperty(l => l.TimeZone, zone)));
        LocalDate[] days = zone == "Pacific/Apia" ? [day.PlusDays(1), day, day.PlusDays(-2), day.PlusDays(-3)] : [day.PlusDays(1), day, day.PlusDays(-1), day.PlusDays(-2)];
        foreach (var at in days) await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0], at.ToDateOnly());
        for (var i = 0; i < days.Length; i++)
        {
            var read = new List<LocalDate>();
            for (TimelineKey? after = null; ;)
            {
                var page = await ReadAsync(new() { ClientId = world.Client.Id, Until = days[i], PageSize = 1, After = after });
                Assert.Equal(days.Length - i, page.Counts[TimelineClass.Assessment]);
                read.AddRange(page.Entries.Select(e => e.Day));
                if ((after = page.Older) is null) break;
            }
            Assert.Equal(days[i..], read);
        }
    }

    [Fact]
    public async Task Up_to_a_day_leaves_later_plans_away()
    {
        var plan = await planning.DraftAsync();
        foreach (var (at, until, shown) in new[]
        {
            (Midnight(21) - Duration.FromSeconds(1), new LocalDate(2026, 11, 20), 1), (Midnight(21), new LocalDate(2026, 11, 20), 0), (Midnight(21), new LocalDate(2026, 11, 21), 1),
        })
        {
            await world.App.DbAsync(db => db.TreatmentPlans.Where(p => p.Id == plan.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.CreatedAt, at)));
            var page = await ReadAsync(new() { ClientId = world.Client.Id, Until = until });
            Assert.Equal((shown, shown), (page.Entries.Count, page.Counts[TimelineClass.Plan]));
        }
    }

    [Fact]
    public async Task Drafts_and_what_was_thrown_away_are_seen_as_their_own_pages_show_them()
    {
        var learner = await world.App.Given.LearnerAsync(world.Client.Id);
        var colleague = await world.App.Given.StaffAsync(UserRole.Therapist);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical }) await world.App.Given.RecordPermissionAsync(colleague.Id, permission, world.Client.Id, granted: true);
        await planning.DraftAsync("of the client");
        await planning.DraftAsync("of the learner", learner.Id);
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0], learner: learner.Id);
        await assessing.FinishAsync((await assessing.BegunAsync(null)).Id, b => b with { Name = "By hand", Summary = "text", Date = new(2026, 11, 2) });
        var draft = await assessing.BegunAsync();
        var discarded = await assessing.BegunAsync("GAD-7");
        Assert.True((await world.AsAsync((KeepAssessment o, Actor a) => o.DiscardAsync(a, discarded.Id))).Succeeded);

        Assert.Equal((2, 3), await AgreeAsync(world.Therapist));
        Assert.Equal((2, 2), await AgreeAsync(colleague));
        Assert.Contains((await ReadAsync()).Entries, e => e.Href == $"/assessments/{draft.Id}" && e.Marks.SequenceEqual(["Draft"]));
        foreach (var who in new[] { world.Therapist, colleague }) Assert.Empty((await ReadAsync(new() { ClientId = world.Client.Id, Text = "GAD" }, who)).Entries);
        Assert.Single((await ReadAsync(new() { ClientId = world.Client.Id, Text = "PHQ" }, colleague)).Entries);

        await world.App.Given.RecordPermissionAsync(colleague.Id, Permission.ViewClinical, world.Client.Id, granted: false, learnerId: learner.Id);
        Assert.Equal((1, 1), await AgreeAsync(colleague));
        var asked = await ReadAsync(new() { ClientId = world.Client.Id, LearnerId = learner.Id }, colleague);
        Assert.Empty(asked.Entries);
        Assert.Equal((0, 0), (asked.Counts[TimelineClass.Plan], asked.Counts[TimelineClass.Assessment]));
        Assert.Equal(2, (await ReadAsync(new() { ClientId = world.Client.Id, LearnerId = learner.Id })).Entries.Count);
    }

    [Fact]
    public async Task More_of_them_ask_no_more_of_the_database()
    {
        await planning.ActiveAsync("one", "two");
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0]);
        var few = await CountedCommands.OfAsync(() => ReadAsync());
        for (var i = 1; i < 6; i++)
        {
            await planning.ActiveAsync("three", "four");
            await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0], new DateOnly(2026, 11, i));
        }
        Assert.Equal(few, await CountedCommands.OfAsync(() => ReadAsync()));
        Assert.Equal(12, (await ReadAsync()).Entries.Count);
    }

    [Fact]
    public async Task An_export_holds_each_of_them_once()
    {
        await planning.ActiveAsync();
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 0]);
        var file = await world.AsAsync((ReadWholeFile o, Actor a) => o.RunAsync(a, new() { ClientId = world.Client.Id, Parts = [.. Enum.GetValues<FilePart>().Where(p => p != FilePart.PrivateNotes)], WithHistory = true }));
        Assert.Single(file.Plans);
        Assert.Single(file.Assessments);
        Assert.DoesNotContain(file.Changes.Concat(file.Visits), e => e.Class is TimelineClass.Plan or TimelineClass.Assessment);
    }

    [Fact]
    public async Task Each_source_has_a_rank_of_its_own()
    {
        var ranks = await world.App.RunAsync(services => Task.FromResult(((IEnumerable<ITimelineSource>)services.GetService(typeof(IEnumerable<ITimelineSource>))!).Select(s => s.Rank).ToList()));
        Assert.Equal(9, ranks.Count);
        Assert.Equal(ranks.Count, ranks.Distinct().Count());
    }

    // What the timeline counts and lists is what the plans' and the assessments' own pages list.
    private async Task<(int Plans, int Assessments)> AgreeAsync(StaffMember who)
    {
        var page = await ReadAsync(new() { ClientId = world.Client.Id }, who);
        var plans = (await world.AsAsync((ClientPlans o, Actor a) => o.RunAsync(a, world.Client.Id), who)).Plans.Items.Select(p => $"/plans/{p.Id}");
        var assessments = (await assessing.ListAsync(who)).Assessments.Items.Select(a => $"/assessments/{a.Id}");
        Assert.Equal(plans.Order(), page.Entries.Where(e => e.Class == TimelineClass.Plan).Select(e => e.Href).Order());
        Assert.Equal(assessments.Order(), page.Entries.Where(e => e.Class == TimelineClass.Assessment).Select(e => e.Href).Order());
        return (page.Counts[TimelineClass.Plan], page.Counts[TimelineClass.Assessment]);
    }

    private static Instant Midnight(int day) => Zones.StartOfDay(new(2026, 11, day), "America/Vancouver");

    private static string Title(TimelineEntry entry) => string.Format(System.Globalization.CultureInfo.InvariantCulture, entry.Title.Text, [.. entry.Title.Args]);

    private Task<TimelinePage> ReadAsync(Timeline.Request? request = null, StaffMember? who = null) => world.AsAsync((Timeline o, Actor a) => o.RunAsync(a, request ?? new() { ClientId = world.Client.Id }), who);
}
