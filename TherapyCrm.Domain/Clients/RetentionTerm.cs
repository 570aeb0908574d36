using NodaTime;

namespace TherapyCrm.Domain.Clients;

/// <summary>How long something is kept, added by the calendar (domain.md §4).</summary>
/// <param name="Amount">0 = for ever.</param>
public readonly record struct RetentionTerm(int Amount, RetentionUnit Unit)
{
    /// <summary>The day it leads to from that day; null = never.</summary>
    public LocalDate? After(LocalDate day) => Amount == 0 ? null : Unit switch
    {
        RetentionUnit.Days => day.PlusDays(Amount),
        RetentionUnit.Months => day.PlusMonths(Amount),
        _ => day.PlusYears(Amount),
    };
}
