using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What notes and plans offer to choose from; each practice words its own.</summary>
public enum ChoiceList
{
    Modality, SessionFormat, Mood, Affect, Risk, GoalDomain, MasteryType, InterventionType, InterventionFrequency,
}

/// <summary>The practice's own wording of one list, one choice a line; a list without a row is as it came.</summary>
public sealed class ChoiceListRow : Record
{
    public required ChoiceList List { get; init; }
    public required string Lines { get; set; }
}

/// <summary>A list as its editor sees it.</summary>
/// <param name="Version">0 while it is as it came.</param>
public sealed record ChoiceListText(ChoiceList List, IReadOnlyList<string> Choices, int Version);

/// <summary>Reads and words the lists of choices.</summary>
public sealed class ChoiceLists(CrmDbContext db) : IOperation
{
    private static readonly IReadOnlyDictionary<ChoiceList, string[]> AsItCame = new Dictionary<ChoiceList, string[]>
    {
        [ChoiceList.Modality] = ["In person", "Video", "Phone", "Home visit"],
        [ChoiceList.SessionFormat] = ["Individual", "Couple", "Family", "Group"],
        [ChoiceList.Mood] = ["Euthymic", "Anxious", "Depressed", "Irritable", "Elevated", "Labile"],
        [ChoiceList.Affect] = ["Full range", "Restricted", "Blunted", "Flat", "Labile", "Incongruent"],
        [ChoiceList.Risk] = ["None apparent", "Low", "Moderate", "High", "Safety plan in place"],
        [ChoiceList.GoalDomain] = ["Communication", "Social skills", "Daily living", "Emotional regulation", "Behaviour", "Learning", "Motor skills", "Relationships", "Coping with stress"],
        [ChoiceList.MasteryType] = ["Percent correct", "Consecutive sessions", "Frequency", "Score", "Therapist's judgement"],
        [ChoiceList.InterventionType] = ["Cognitive behavioural therapy", "Behavioural intervention", "Speech and language therapy", "Parent training", "Play-based therapy", "Skills practice", "Psychoeducation"],
        [ChoiceList.InterventionFrequency] = ["Every session", "Daily", "Twice a week", "Weekly", "Every two weeks", "Monthly"],
    };

    /// <summary>The choices of every list.</summary>
    public async Task<IReadOnlyDictionary<ChoiceList, IReadOnlyList<string>>> ActiveAsync(CancellationToken cancel = default) =>
        (await AllAsync(cancel)).ToDictionary(l => l.List, l => l.Choices);

    /// <summary>Every list with its version.</summary>
    public async Task<IReadOnlyList<ChoiceListText>> AllAsync(CancellationToken cancel = default)
    {
        var rows = await db.ChoiceLists.AsNoTracking().ToDictionaryAsync(r => r.List, cancel);
        return [.. AsItCame.Select(l => rows.TryGetValue(l.Key, out var row) ? new ChoiceListText(l.Key, row.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries), row.Version) : new(l.Key, l.Value, 0))];
    }

    /// <summary>Words one list anew; notes that were written keep their words.</summary>
    /// <param name="seen">The version that the editor had read.</param>
    /// <returns>The list; or what is wrong, at the list's name.</returns>
    public async Task<Outcome<ChoiceListRow>> SaveAsync(Actor actor, ChoiceList list, string? typed, int seen, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var field = list.ToString();
        if (TypedText.Check(field, typed, 4000, required: true).ToArray() is { Length: > 0 } problems) return problems;
        string[] lines = [.. typed!.ReplaceLineEndings("\n").Split('\n').Select(TypedText.Kept).OfType<string>().DistinctBy(Folded.Text)];
        if (Array.Exists(lines, l => l.Length > 100)) return Problem.Invalid(field, "Please use at most {0} characters a line.", 100);
        var row = await db.ChoiceLists.FirstOrDefaultAsync(r => r.List == list, cancel);
        if ((row?.Version ?? 0) != seen) return new Problem(field, "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };
        if (row is null) db.Add(row = new ChoiceListRow { List = list, Lines = "" });
        row.Lines = string.Join('\n', lines);
        db.Audit(actor, "choices.edited", row, details: field);
        return await db.SaveAsync(row, _ => Task.FromResult<Problem[]>([new Problem(field, "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale }]), cancel);
    }
}
