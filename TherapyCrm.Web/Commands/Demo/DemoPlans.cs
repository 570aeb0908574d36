using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>The treatment plans of the demo's therapist: in use for three months, with goals that the notes speak of.</summary>
public sealed class DemoPlans(DemoOperations run, PlanPage planPage)
{
    private const int DaysAgo = 90;

    private static readonly (string Title, string Summary, string[] Goals, string Intervention)[] Plans =
    [
        ("Out of the house again", "Panic on the way to work keeps the client at home more and more. We climb back **one step at a time**.",
            ["Rides three stops of the bus alone", "Has a calm evening on four days of the week"], "Graded exposure"),
        ("Words for feelings", "Quarrels begin when words are missing. We look for them before they are needed.", ["Says what is the matter before leaving the room"], "Skills practice"),
    ];

    /// <summary>A plan each for the first persons; the goals by client and learner.</summary>
    public async Task<IReadOnlyDictionary<(long Client, long? Learner), IReadOnlyList<GoalView>>> SeedAsync(Actor therapist, IEnumerable<(long Client, long? Learner)> persons, string password, CancellationToken cancel)
    {
        var made = new Dictionary<(long, long?), IReadOnlyList<GoalView>>();
        foreach (var (person, i) in persons.Take(Plans.Length).Select((p, i) => (p, i)))
        {
            var plan = await MakeAsync(therapist with { Now = therapist.Now - Duration.FromDays(DaysAgo) }, person, i, cancel);
            var read = await planPage.RunAsync(therapist, plan, cancel);
            await run.DoAsync((ApprovePlan approve) => approve.RunAsync(therapist with { Now = therapist.Now - Duration.FromDays(DaysAgo - 1) }, new(plan, read.Seen, null, new(password)), cancel));
            made[person] = read.Goals;
        }
        return made;
    }

    private async Task<long> MakeAsync(Actor then, (long Client, long? Learner) person, int i, CancellationToken cancel)
    {
        var (words, day) = (Plans[i], then.Now.InUtc().Date);
        var plan = await run.DoAsync((SavePlan save) => save.RunAsync(then, new()
        {
            ClientId = person.Client, LearnerId = person.Learner, Text = new(words.Title, words.Summary), StartDate = day, ReviewDate = day.PlusDays(DaysAgo + 4 + (i * 30)), EndDate = day.PlusMonths(9),
        }, cancel));
        var goals = new List<long>();
        foreach (var goal in words.Goals)
            goals.Add((await run.DoAsync((SaveGoal save) => save.RunAsync(then, new(plan.Id, null, null, new()
            {
                Description = goal, Domain = "Coping with stress", LongTerm = "Lives the week without arranging it around the fear", ShortTerm = "Tries it once a week, with help where needed", MasteryType = "Percent correct",
                MasteryValue = "80 % in 3 sessions running", Baseline = "Hardly ever", BaselinePercent = 10, Strategies = "Breathing first, then one small step; praise the step, not the result",
            }, GoalStatus.InProgress, null), cancel))).Id);
        await run.DoAsync((SaveIntervention save) => save.RunAsync(then, new(plan.Id, null, null, new() { Type = words.Intervention, Frequency = "Every session", Duration = "20 minutes", Materials = "Ladder of steps, diary", GoalIds = goals }, null), cancel));
        return plan.Id;
    }
}
