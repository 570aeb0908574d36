using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A value that was found, under its name.</summary>
public sealed record NamedScore(string Name, string Value);

/// <summary>Everything an assessment says; sealed as a whole.</summary>
public sealed record AssessmentBody
{
    /// <summary>Named values at most.</summary>
    public const int MostScores = 40;

    /// <summary>Which instrument was answered; null when it was recorded by hand.</summary>
    public long? DefinitionId { get; init; }
    public int? DefinitionNumber { get; init; }

    /// <summary>What the instrument was called.</summary>
    public string? Name { get; init; }

    /// <summary>The plan it belongs to, and what that was called when this was saved.</summary>
    public long? PlanId { get; init; }
    public string? PlanTitle { get; init; }

    /// <summary>May be missing in a draft.</summary>
    public DateOnly? Date { get; init; }
    public string? Evaluator { get; init; }

    /// <summary>The place of each item's answer on the scale, from 0; null when missing.</summary>
    public IReadOnlyList<int?> Answers { get; init; } = [];

    /// <summary>The answer to the question that does not count.</summary>
    public int? Unscored { get; init; }

    /// <summary>What was found, when it was recorded by hand.</summary>
    public IReadOnlyList<NamedScore> Scores { get; init; } = [];
    public string? Summary { get; init; }
    public string? Recommendations { get; init; }

    /// <summary>Why it was corrected; null in a first version.</summary>
    public string? Reason { get; init; }

    /// <summary>As it was counted when it was saved; null when recorded by hand.</summary>
    public AssessmentScore? Score { get; init; }

    /// <summary>True when nothing differs but the reason.</summary>
    public bool SaysTheSameAs(AssessmentBody other) =>
        Answers.SequenceEqual(other.Answers) && Scores.SequenceEqual(other.Scores) && this with { Answers = other.Answers, Scores = other.Scores, PlanTitle = other.PlanTitle, Reason = other.Reason, Score = other.Score } == other;

    /// <summary>What keeps it from being kept even as a draft.</summary>
    public IEnumerable<Problem> CheckDraft(Instrument? instrument) =>
    [
        .. TypedText.Check("Name", Name, 200), .. TypedText.Check("Evaluator", Evaluator, 200),
        .. Answers.SelectMany((a, i) => a is { } place && (instrument is null || i >= instrument.Items.Count || place < 0 || place >= instrument.Scale.Count) ? [Problem.Invalid($"Answers[{i}]", "There is no such answer.")] : Array.Empty<Problem>()),
        .. Unscored is { } choice && (choice < 0 || choice >= (instrument?.Unscored?.Choices.Count ?? 0)) ? [Problem.Invalid("Unscored", "There is no such answer.")] : Array.Empty<Problem>(),
        .. Scores.Count > MostScores ? [Problem.Invalid("Scores[0].Name", "Please write at most {0} values.", MostScores)] : Array.Empty<Problem>(),
        .. Scores.SelectMany((s, i) => TypedText.Check($"Scores[{i}].Name", s.Name, 100)), .. Scores.SelectMany((s, i) => TypedText.Check($"Scores[{i}].Value", s.Value, 200)),
        .. TypedText.Check("Summary", Summary, 20_000), .. TypedText.Check("Recommendations", Recommendations, 20_000), .. TypedText.Check("Reason", Reason, 1000),
    ];

    /// <summary>What keeps it from becoming part of the record.</summary>
    public IEnumerable<Problem> CheckFinishing(Instrument? instrument, DateOnly today, bool mayLackItems) =>
    [
        .. CheckDraft(instrument),
        .. Date is null ? [Problem.Invalid("Date", "Please fill this in.")] : Date > today ? [Problem.Invalid("Date", "This day is still to come.")] : Array.Empty<Problem>(),
        .. instrument is null ? CheckByHand() : CheckAnswers(instrument, mayLackItems),
    ];

    /// <summary>As it is kept: whole characters, line ends alike, no empty values, counted anew.</summary>
    public AssessmentBody Kept(Instrument? instrument) => this with
    {
        Name = TypedText.Kept(Name),
        Evaluator = TypedText.Kept(Evaluator),
        Answers = instrument is null ? [] : [.. Enumerable.Range(0, instrument.Items.Count).Select(i => i < Answers.Count ? Answers[i] : null)],
        Scores = instrument is null ? [.. Scores.Select(s => new NamedScore(TypedText.Kept(s.Name) ?? "", TypedText.Kept(s.Value) ?? "")).Where(s => s.Name.Length + s.Value.Length > 0)] : [],
        Summary = TypedText.Kept(Summary)?.ReplaceLineEndings("\n"),
        Recommendations = TypedText.Kept(Recommendations)?.ReplaceLineEndings("\n"),
        Reason = TypedText.Kept(Reason),
        Score = instrument is null ? null : Scoring.Of(instrument, Answers),
    };

    private IEnumerable<Problem> CheckByHand() =>
    [
        .. TypedText.Kept(Name) is null ? [Problem.Invalid("Name", "Please fill this in.")] : Array.Empty<Problem>(),
        .. Scores.SelectMany((s, i) => string.IsNullOrWhiteSpace(s.Name) && !string.IsNullOrWhiteSpace(s.Value) ? [Problem.Invalid($"Scores[{i}].Name", "Please say what this is.")] : Array.Empty<Problem>()),
        .. Scores.All(s => string.IsNullOrWhiteSpace(s.Value)) && TypedText.Kept(Summary) is null ? [Problem.Invalid("Summary", "Please write a score or a summary.")] : Array.Empty<Problem>(),
    ];

    private IEnumerable<Problem> CheckAnswers(Instrument instrument, bool mayLackItems)
    {
        var score = Scoring.Of(instrument, Answers);
        var first = Enumerable.Range(0, instrument.Items.Count).FirstOrDefault(i => i >= Answers.Count || Answers[i] is null);
        if (score.Answered == 0) yield return Problem.Invalid("Answers[0]", "Please answer at least one item.");
        else if (score.Answered < instrument.Items.Count && !mayLackItems)
            yield return Problem.Invalid($"Answers[{first}]", score.Total is null
                ? "Unanswered items: {0}. There will be no score. Answer them, or say below that they stay unanswered."
                : "Unanswered items: {0}. They will be taken as the mean of the others. Answer them, or say below that they stay unanswered.", instrument.Items.Count - score.Answered);
    }
}
