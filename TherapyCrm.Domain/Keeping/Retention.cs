using NodaTime;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Domain.Keeping;

/// <summary>Which of the two days decided.</summary>
public enum RetentionReason
{
    /// <summary>The term after the last contact.</summary>
    LastContact,

    /// <summary>The term after the youngest in the file comes of age.</summary>
    Majority,

    /// <summary>A document in it is kept longer than the file itself would be.</summary>
    Document,
}

/// <summary>Until when a file is kept, and why.</summary>
/// <param name="Until">The last day on which it is kept; null = for ever.</param>
public sealed record Kept(LocalDate? Until, RetentionReason Reason)
{
    /// <summary>True from the day after on.</summary>
    public bool IsOver(LocalDate today) => Until < today;

    /// <summary>Lengthened by a document; nothing shortens it.</summary>
    public Kept AtLeast(LocalDate? document) => document > Until ? new(document, RetentionReason.Document) : this;
}

/// <summary>The one rule of how long a file is kept: the later of last contact + term and, for a minor, birthday of majority + term (domain.md §4).</summary>
/// <param name="Majority">Years at which somebody comes of age, 18 or 19.</param>
public sealed record Retention(RetentionTerm Term, int Majority)
{
    /// <param name="birthdays">Of the client and the learners, as far as they are known; who was of age at the last contact changes nothing.</param>
    public Kept Of(LocalDate lastContact, IEnumerable<LocalDate> birthdays)
    {
        var ofContact = Term.After(lastContact);
        var ofAge = birthdays.Select(b => Term.After(OfAge(b))).Max();
        return ofAge > ofContact ? new(ofAge, RetentionReason.Majority) : new(ofContact, RetentionReason.LastContact);
    }

    /// <summary>The birthday of majority; 29 February counts as 1 March in common years.</summary>
    public LocalDate OfAge(LocalDate birthday)
    {
        var year = birthday.Year + Majority;
        return birthday is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year) ? new(year, 3, 1) : new(year, birthday.Month, birthday.Day);
    }
}
