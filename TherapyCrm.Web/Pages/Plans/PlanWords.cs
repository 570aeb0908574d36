using System.Globalization;
using NodaTime.Text;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Plans;

/// <summary>Reads a plan's history to people: the lines before and after, with values that are kept as codes in words.</summary>
public static class PlanWords
{
    /// <summary>Every line a plan, goal or intervention may have.</summary>
    public static readonly IReadOnlyList<string> Labels =
    [
        "Title", "Start", "End", "Review date", "Summary", "Domain", "Goal", "Long-term objective", "Short-term objective", "Priority", "Mastered by", "Mastery value", "Baseline", "Baseline in per cent", "Strategies",
        "Status", "Intervention", "Frequency", "Length", "Materials", "Goals",
    ];

    /// <summary>The lines that differ, word by word.</summary>
    public static IEnumerable<(string Label, IReadOnlyList<DiffPart> Changes)> Changes(Words words, PlanRevisionRow row)
    {
        var (before, after) = (row.Change.Before.ToDictionary(f => f.Name, f => f.Value), row.Change.After.ToDictionary(f => f.Name, f => f.Value));
        foreach (var name in Labels)
        {
            var (was, now) = (Value(words, row, name, before.GetValueOrDefault(name)), Value(words, row, name, after.GetValueOrDefault(name)));
            if (was != now) yield return (words[name], WordDiff.Between(was, now));
        }
    }

    /// <summary>All lines as they were before.</summary>
    public static IEnumerable<(string Label, string Text)> Before(Words words, PlanRevisionRow row) => row.Change.Before.Select(f => (words[f.Name], Value(words, row, f.Name, f.Value)));

    private static string Value(Words words, PlanRevisionRow row, string name, string? text) => (name, text) switch
    {
        (_, null) => "",
        ("Status", _) when row.Row.GoalId is not null => Code<GoalStatus>(words, text),
        ("Status", _) => Code<PlanStatus>(words, text),
        ("Priority", _) => Code<Priority>(words, text),
        ("Start" or "End" or "Review date", _) => LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day.ToString("d MMM yyyy", CultureInfo.CurrentCulture) : text,
        _ => text,
    };

    private static string Code<T>(Words words, string text) where T : struct, Enum => StoredText.TryParse<T>(text, out var value) ? words.Of(value) : text;
}
