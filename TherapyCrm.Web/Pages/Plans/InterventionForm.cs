using System.ComponentModel;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>An intervention as it is typed.</summary>
public sealed class InterventionForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Intervention")] public string? Type { get; set; }
    [DisplayName("Frequency")] public string? Frequency { get; set; }
    [DisplayName("Length")] public string? Duration { get; set; }
    [DisplayName("Materials")] public string? Materials { get; set; }
    public List<long> GoalIds { get; set; } = [];

    /// <summary>The ticked goals in words, to compare two states by.</summary>
    [DisplayName("Goals"), BindNever] public string? Goals { get; set; }

    /// <summary>Why an intervention of an approved plan is changed.</summary>
    public string? Reason { get; set; }

    /// <summary>Filled with what is stored.</summary>
    public static InterventionForm Of(InterventionView view) => new()
    {
        Version = view.Row.Version, Type = view.Text.Type, Frequency = view.Text.Frequency, Duration = view.Text.Duration, Materials = view.Text.Materials, GoalIds = [.. view.Text.GoalIds], Goals = string.Join("\n", view.Goals),
    };

    /// <summary>As the operation takes it.</summary>
    public SaveIntervention.Request ToRequest(long planId, long? interventionId) =>
        new(planId, interventionId, Version, new() { Type = Type ?? "", Frequency = Frequency, Duration = Duration, Materials = Materials, GoalIds = GoalIds }, Reason);
}
