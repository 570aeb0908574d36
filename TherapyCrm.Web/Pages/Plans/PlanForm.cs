using System.ComponentModel;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>The head of a plan as it is typed.</summary>
public sealed class PlanForm : IEditForm
{
    public int? Version { get; set; }

    /// <summary>Whom a new plan is about; empty for the client.</summary>
    public long? LearnerId { get; set; }
    [DisplayName("Title")] public string? Title { get; set; }
    [DisplayName("Start")] public string? StartDate { get; set; }
    [DisplayName("End")] public string? EndDate { get; set; }
    [DisplayName("Review date")] public string? ReviewDate { get; set; }
    [DisplayName("Summary")] public string? Summary { get; set; }

    /// <summary>Why an approved plan is changed.</summary>
    public string? Reason { get; set; }

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(StartDate), StartDate), (nameof(EndDate), EndDate), (nameof(ReviewDate), ReviewDate));

    /// <summary>Filled with what is stored.</summary>
    public static PlanForm Of(PlanView view) => new()
    {
        Version = view.Plan.Version, LearnerId = view.Plan.LearnerId, Title = view.Text.Title, Summary = view.Text.Summary,
        StartDate = UrlDates.Text(view.Plan.StartDate), EndDate = UrlDates.Text(view.Plan.EndDate), ReviewDate = UrlDates.Text(view.Plan.ReviewDate),
    };

    /// <summary>As the operation takes it.</summary>
    public SavePlan.Request ToRequest(long clientId, long? planId) => new()
    {
        ClientId = clientId, PlanId = planId, LearnerId = LearnerId, Version = Version, Text = new(Title ?? "", Summary), Reason = Reason,
        StartDate = UrlDates.Day(StartDate), EndDate = UrlDates.Day(EndDate), ReviewDate = UrlDates.Day(ReviewDate),
    };
}
