using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Why a date of a series was not booked, in a few words without names of clients.</summary>
internal static class SeriesProblem
{
    /// <summary>Words for the column; null when it was a decision.</summary>
    public static string? Of(IReadOnlyList<Problem> problems)
    {
        var taken = problems.Select(p => p.Detail).OfType<ConflictDetail>().FirstOrDefault()?.Conflicts.Select(c => WordFor(c.Resource)).Distinct() ?? [];
        var words = string.Join(", ", taken.Concat(problems.Where(p => p.Kind == ProblemKind.Warning).Select(p => p.ToString())));
        return words.Length == 0 ? null : words.Length <= 500 ? words : words[..500];
    }

    private static string WordFor(OccupancyKind kind) => kind switch
    {
        OccupancyKind.Staff => "Therapist taken",
        OccupancyKind.Room => "Room taken",
        OccupancyKind.Equipment => "Equipment taken",
        _ => "Client taken",
    };
}
