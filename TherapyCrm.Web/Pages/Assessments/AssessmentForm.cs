using System.ComponentModel;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>What is filled into an assessment, with what the window knows of it.</summary>
public sealed class AssessmentForm
{
    private const int EmptyRows = 3;

    /// <summary>Version of the assessment that this window saved or read last.</summary>
    public int? Seen { get; set; }

    /// <summary>Of this window, so that its own saves are not taken for somebody else's.</summary>
    public Guid? Window { get; set; }
    public string? Name { get; set; }
    [DisplayName("Date")] public DateOnly? Date { get; set; }
    public string? Evaluator { get; set; }

    /// <summary>The plan it belongs to.</summary>
    public long? PlanId { get; set; }

    /// <summary>For each item the place of its answer on the scale; null without one.</summary>
    public List<int?> Answers { get; set; } = [];
    public int? Unscored { get; set; }
    public List<ScoreForm> Scores { get; set; } = [];
    public string? Summary { get; set; }
    public string? Recommendations { get; set; }

    /// <summary>Why a finished assessment is corrected.</summary>
    public string? Reason { get; set; }

    /// <summary>Items without an answer stay without one.</summary>
    public bool MayLackItems { get; set; }

    /// <summary>One value under its name.</summary>
    public sealed class ScoreForm
    {
        public string? Name { get; set; }
        public string? Value { get; set; }
    }

    /// <summary>The names of the fields in the order of the form, for the summary of errors.</summary>
    public IEnumerable<string> FieldOrder() =>
        ["Form.Name", "Form.Date", "Form.Evaluator", "Form.PlanId", .. Answers.Select((_, i) => $"Form.Answers[{i}]"), "Form.Unscored",
            .. Scores.SelectMany((_, i) => new[] { $"Form.Scores[{i}].Name", $"Form.Scores[{i}].Value" }), "Form.Summary", "Form.Recommendations", "Form.MayLackItems", "Form.Reason"];

    /// <summary>Filled with what it says, in a new window.</summary>
    public static AssessmentForm Of(AssessmentView view) => new()
    {
        Seen = view.Assessment.Version, Window = Guid.NewGuid(), Name = view.Body.Name, Date = view.Body.Date, Evaluator = view.Body.Evaluator, PlanId = view.Body.PlanId, Answers = [.. view.Body.Answers], Unscored = view.Body.Unscored,
        Scores = [.. view.Body.Scores.Select(s => new ScoreForm { Name = s.Name, Value = s.Value })], Summary = view.Body.Summary, Recommendations = view.Body.Recommendations,
    };

    /// <summary>As long as the instrument asks, with empty rows for values recorded by hand.</summary>
    public void Fit(Instrument? instrument)
    {
        while (Answers.Count < (instrument?.Items.Count ?? 0)) Answers.Add(null);
        if (instrument is not null) return;
        var filled = Scores.FindLastIndex(s => !string.IsNullOrEmpty(s.Name) || !string.IsNullOrEmpty(s.Value)) + 1;
        while (Scores.Count < Math.Min(filled + EmptyRows, AssessmentBody.MostScores)) Scores.Add(new());
    }

    /// <summary>As the operations take it.</summary>
    public AssessmentBody ToBody() => new()
    {
        Name = Name, Date = Date, Evaluator = Evaluator, PlanId = PlanId, Answers = Answers, Unscored = Unscored, Scores = [.. Scores.Select(s => new NamedScore(s.Name ?? "", s.Value ?? ""))],
        Summary = Summary, Recommendations = Recommendations, Reason = Reason,
    };
}
