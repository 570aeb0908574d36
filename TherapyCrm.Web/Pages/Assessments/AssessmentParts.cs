using System.Globalization;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>An assessment cut into headed parts, so that two states of it can be laid beside each other.</summary>
public static class AssessmentParts
{
    /// <summary>Heading and text of each part, in the order of the form.</summary>
    public static IReadOnlyList<(string Heading, string Text)> Of(AssessmentBody body, Instrument? instrument, Words words)
    {
        var parts = new List<(string, string)>
        {
            (words["Instrument"], body.Name ?? ""), (words["Date"], body.Date?.ToString("d MMM yyyy", CultureInfo.CurrentCulture) ?? ""), (words["Evaluator"], body.Evaluator ?? ""), (words["Treatment plan"], body.PlanTitle ?? ""),
        };
        if (instrument is not null)
        {
            parts.AddRange(instrument.Items.Select((item, i) => ($"{i + 1}. {item}", i < body.Answers.Count && body.Answers[i] is { } place && place < instrument.Scale.Count ? Said(instrument.Scale[place]) : "")));
            if (instrument.Unscored is { } question) parts.Add((question.Text, body.Unscored is { } choice && choice < question.Choices.Count ? question.Choices[choice] : ""));
            parts.Add((words["Total"], body.Score?.Total?.ToString(CultureInfo.CurrentCulture) ?? words["No score"]));
        }
        if (body.Scores.Count > 0) parts.Add((words["Scores"], string.Join('\n', body.Scores.Where(s => s.Name.Length + s.Value.Length > 0).Select(s => $"{s.Name}: {s.Value}"))));
        parts.AddRange([(words["Summary"], body.Summary ?? ""), (words["Recommendations"], body.Recommendations ?? "")]);
        return parts;
    }

    /// <summary>The parts in which two states differ.</summary>
    public static IReadOnlyList<(string Heading, string Theirs, string Mine)> Between(AssessmentBody theirs, AssessmentBody mine, Instrument? instrument, Words words)
    {
        var (one, other) = (Of(theirs, instrument, words).ToDictionary(p => p.Heading, p => p.Text), Of(mine, instrument, words).ToDictionary(p => p.Heading, p => p.Text));
        return [.. one.Keys.Union(other.Keys).Select(h => (h, one.GetValueOrDefault(h, ""), other.GetValueOrDefault(h, ""))).Where(p => p.Item2.Trim().ReplaceLineEndings("\n") != p.Item3.Trim().ReplaceLineEndings("\n"))];
    }

    private static string Said(ScalePoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.Points} {point.Label}");
}
