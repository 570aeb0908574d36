using System.ComponentModel;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>A goal as it is typed.</summary>
public sealed class GoalForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Goal")] public string? Description { get; set; }
    [DisplayName("Domain")] public string? Domain { get; set; }
    [DisplayName("Priority")] public Priority Priority { get; set; } = Priority.Medium;
    [DisplayName("Status")] public GoalStatus Status { get; set; }
    [DisplayName("Long-term objective")] public string? LongTerm { get; set; }
    [DisplayName("Short-term objective")] public string? ShortTerm { get; set; }
    [DisplayName("Mastered by")] public string? MasteryType { get; set; }
    [DisplayName("Mastery value")] public string? MasteryValue { get; set; }
    [DisplayName("Baseline")] public string? Baseline { get; set; }
    [DisplayName("Baseline in per cent")] public int? BaselinePercent { get; set; }
    [DisplayName("Strategies")] public string? Strategies { get; set; }

    /// <summary>Why a goal of an approved plan is changed.</summary>
    public string? Reason { get; set; }

    /// <summary>Filled with what is stored.</summary>
    public static GoalForm Of(GoalView goal) => new()
    {
        Version = goal.Row.Version, Status = goal.Row.Status, Description = goal.Text.Description, Domain = goal.Text.Domain, Priority = goal.Text.Priority, LongTerm = goal.Text.LongTerm, ShortTerm = goal.Text.ShortTerm,
        MasteryType = goal.Text.MasteryType, MasteryValue = goal.Text.MasteryValue, Baseline = goal.Text.Baseline, BaselinePercent = goal.Text.BaselinePercent, Strategies = goal.Text.Strategies,
    };

    /// <summary>As the operation takes it.</summary>
    public SaveGoal.Request ToRequest(long planId, long? goalId) => new(planId, goalId, Version, new()
    {
        Description = Description ?? "", Domain = Domain, Priority = Priority, LongTerm = LongTerm, ShortTerm = ShortTerm, MasteryType = MasteryType, MasteryValue = MasteryValue, Baseline = Baseline,
        BaselinePercent = BaselinePercent, Strategies = Strategies,
    }, Status, Reason);
}
