using NodaTime;

namespace TherapyCrm.Domain.Common;

/// <summary>Birthdays as they are typed: neither to come nor beyond a long life.</summary>
public static class BirthdayText
{
    /// <summary>Longest life taken for a birthday and not for a slip of the finger, in years.</summary>
    public const int OldestAge = 130;

    /// <summary>What is wrong with a birthday at a field.</summary>
    public static IEnumerable<Problem> Check(string field, LocalDate? born, LocalDate today)
    {
        if (born is not { } day) yield break;
        if (day > today) yield return Problem.Invalid(field, "A date of birth cannot lie in the future.");
        else if (Ages.On(day, today) > OldestAge) yield return Problem.Invalid(field, "Please check the year of birth.");
    }
}
