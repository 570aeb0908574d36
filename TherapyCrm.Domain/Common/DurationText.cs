namespace TherapyCrm.Domain.Common;

/// <summary>Lengths of sessions as they are typed: minutes on the 5-minute grid, up to 12 hours (domain.md §3).</summary>
public static class DurationText
{
    /// <summary>What is wrong with a length at a field.</summary>
    public static IEnumerable<Problem> Check(string field, int? minutes)
    {
        if (minutes is < 5 or > 720) yield return Problem.Invalid(field, "Please write a number from {0} to {1}.", 5, 720);
        else if (minutes % 5 is not (null or 0)) yield return Problem.Invalid(field, "Please write a multiple of {0} minutes.", 5);
    }
}
