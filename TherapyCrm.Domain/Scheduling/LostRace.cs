using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Somebody else saved first: their row, or the key of a claim, refused ours. The work can start again from a new reading.</summary>
internal static class LostRace
{
    private static readonly Problem Faster = Problem.Conflict("", "Somebody else was faster. Please look again.");

    /// <summary>For the save: what a refused key means.</summary>
    public static readonly Func<CancellationToken, Task<Problem[]>> Explain = _ => Task.FromResult<Problem[]>([Faster]);

    /// <summary>The editor has not seen the latest.</summary>
    public static Problem Stale => new("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };

    /// <summary>True when looking again may help.</summary>
    public static bool Is(IReadOnlyList<Problem> problems) => ReferenceEquals(problems[0], Faster) || problems[0].Kind == ProblemKind.Stale;
}
