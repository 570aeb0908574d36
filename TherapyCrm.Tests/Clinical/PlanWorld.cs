using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A therapist with a client, and the steps of planning in one line each.</summary>
public sealed class PlanWorld(NoteWorld notes) : IDisposable
{
    public NoteWorld Notes { get; } = notes;
    public CrmApp App => Notes.App;

    public static async Task<PlanWorld> StartAsync(CrmApp? app = null) => new(await NoteWorld.StartAsync(app));

    public void Dispose() => Notes.Dispose();

    public SavePlan.Request Asked(string title = "Back to school", string? summary = null, long? id = null, int? version = null, string? reason = null, long? learner = null) => new()
    {
        ClientId = Notes.Client.Id, LearnerId = learner, PlanId = id, Version = version, Text = new(title, summary), Reason = reason,
        StartDate = new(2026, 11, 1), ReviewDate = new(2026, 12, 1), EndDate = new(2027, 2, 1),
    };

    public static GoalText Goal(string description = "Rides the bus alone", int? baseline = null) => new() { Description = description, BaselinePercent = baseline };

    public Task<Outcome<TreatmentPlan>> SaveAsync(SavePlan.Request request, StaffMember? who = null) => Notes.AsAsync((SavePlan o, Actor a) => o.RunAsync(a, request), who);

    public async Task<TreatmentPlan> DraftAsync(string title = "Back to school", long? learner = null) => Value(await SaveAsync(Asked(title, learner: learner)));

    public Task<Outcome<PlanGoal>> SaveGoalAsync(SaveGoal.Request request) => Notes.AsAsync((SaveGoal o, Actor a) => o.RunAsync(a, request));

    public async Task<PlanGoal> GoalAsync(long plan, string description = "Rides the bus alone", int? baseline = null, string? reason = null) =>
        Value(await SaveGoalAsync(new(plan, null, null, Goal(description, baseline), GoalStatus.NotStarted, reason)));

    public Task<PlanView> ReadAsync(long plan, StaffMember? who = null) => Notes.AsAsync((PlanPage o, Actor a) => o.RunAsync(a, plan), who);

    public async Task<Outcome<TreatmentPlan>> ApproveAsync(long plan, int? seen = null, string password = Given.Password, StaffMember? who = null)
    {
        var read = seen ?? (await ReadAsync(plan, who)).Seen;
        return await Notes.AsAsync((ApprovePlan o, Actor a) => o.RunAsync(a, new(plan, read, "well thought out", new(password))), who);
    }

    /// <summary>An approved plan with goals.</summary>
    public async Task<(TreatmentPlan Plan, IReadOnlyList<PlanGoal> Goals)> ActiveAsync(params string[] goals)
    {
        var (plan, made) = (await DraftAsync(), new List<PlanGoal>());
        foreach (var goal in goals.Length == 0 ? ["Rides the bus alone"] : goals) made.Add(await GoalAsync(plan.Id, goal));
        return (Value(await ApproveAsync(plan.Id)), made);
    }

    public async Task<Outcome<TreatmentPlan>> StatusAsync(long plan, PlanStatus status, string? reason = "decided together")
    {
        var version = (await ReadAsync(plan)).Plan.Version;
        return await Notes.AsAsync((ChangePlanStatus o, Actor a) => o.RunAsync(a, new(plan, version, status, reason)));
    }

    public async Task<IReadOnlyList<PlanRevisionRow>> ChangesAsync(long plan) => (await Notes.AsAsync((PlanHistory o, Actor a) => o.RunAsync(a, plan))).Changes.Items;

    public static T Value<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(string.Join(", ", outcome.Problems));
}
