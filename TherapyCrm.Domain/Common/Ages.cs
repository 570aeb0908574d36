using NodaTime;

namespace TherapyCrm.Domain.Common;

/// <summary>Ages by the calendar: a birthday on 29 February counts as 1 March in common years (domain.md §4).</summary>
public static class Ages
{
    /// <summary>Full years on that day; null when the birthday is not known.</summary>
    public static int? On(LocalDate? born, LocalDate day) => born is { } birth ? On(birth, day) : null;

    /// <summary>Full years on that day.</summary>
    public static int On(LocalDate born, LocalDate day) => day.Year - born.Year - (day < BirthdayIn(born, day.Year) ? 1 : 0);

    private static LocalDate BirthdayIn(LocalDate born, int year) =>
        born is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year) ? new LocalDate(year, 3, 1) : new LocalDate(year, born.Month, born.Day);
}
