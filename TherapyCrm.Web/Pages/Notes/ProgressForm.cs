using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>What is typed about one goal beside a note.</summary>
public sealed class ProgressForm
{
    /// <summary>Names of the fields in the order of the form.</summary>
    public static readonly IReadOnlyList<string> Fields = ["Percent", "Correct", "Attempts", "Status", "Remark"];

    public long GoalId { get; set; }

    /// <summary>The goal in its words, sent along so that the note can be read by itself.</summary>
    public string? Goal { get; set; }
    public int? Percent { get; set; }
    public int? Correct { get; set; }
    public int? Attempts { get; set; }
    public GoalStatus? Status { get; set; }
    public bool SetsStatus { get; set; }
    public string? Remark { get; set; }

    /// <summary>True when something is written.</summary>
    public bool IsFilled => !ToProgress().IsEmpty;

    /// <summary>Filled with what a draft holds.</summary>
    public static List<ProgressForm> Of(NoteBody body) => [.. (body.Progress ?? []).Select(p => new ProgressForm
    {
        GoalId = p.GoalId, Goal = p.Goal, Percent = p.Percent, Correct = p.Correct, Attempts = p.Attempts, Status = p.Status, SetsStatus = p.SetsStatus, Remark = p.Remark,
    })];

    /// <summary>Adds the goals that are not there yet; what is there stays, open or not.</summary>
    public static void Offer(List<ProgressForm> forms, IEnumerable<OpenGoal> goals) =>
        forms.AddRange(goals.Where(g => forms.TrueForAll(f => f.GoalId != g.Goal.Row.Id)).Select(g => new ProgressForm { GoalId = g.Goal.Row.Id, Goal = g.Goal.Text.Description }).ToList());

    /// <summary>As the operations take it.</summary>
    public GoalProgress ToProgress() => new() { GoalId = GoalId, Goal = Goal ?? "", Percent = Percent, Correct = Correct, Attempts = Attempts, Status = Status, SetsStatus = SetsStatus, Remark = Remark };
}
