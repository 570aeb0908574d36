using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>One date of a series, as the clock on the wall shows it.</summary>
/// <param name="End">Start plus length on the same clock; the true end is that of <see cref="In"/>.</param>
public sealed record Occurrence(LocalDateTime Start, LocalDateTime End)
{
    /// <summary>The day it starts on.</summary>
    public LocalDate Date => Start.Date;

    /// <summary>Where it lies in time. It keeps its length when the clocks change during it or jump over its start.</summary>
    public OccurrenceInZone In(string zoneId)
    {
        var start = Zones.ToInstant(Start, zoneId);
        var length = Period.Between(Start, End, PeriodUnits.Minutes).ToDuration();
        return new OccurrenceInZone(start, start + length, Zones.KindOf(Start, zoneId));
    }
}

/// <summary>The instants of an occurrence at a location.</summary>
/// <param name="Kind">Skipped: the preview says that the clocks jump and it starts later. Ambiguous: the earlier was taken.</param>
public sealed record OccurrenceInZone(Instant Start, Instant End, LocalTimeKind Kind);

/// <summary>A date the rule asks for that the calendar does not have: 31 April, or a fifth Friday.</summary>
/// <param name="DayOfMonth">The missing day, or null when a weekday is missing.</param>
/// <param name="Nth">1 to 5, or null when a day of the month is missing.</param>
/// <param name="Day">The weekday that <paramref name="Nth"/> counts.</param>
public sealed record MissingDate(YearMonth Month, int? DayOfMonth, int? Nth, IsoDayOfWeek? Day);
