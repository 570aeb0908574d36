using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>
/// Puts the local day and time of a note in line with instants. Of two different local times the later is always the later instant: a doubled hour counts as its first, and the
/// seconds of a skipped hour lie a microsecond apart just before the jump, so that paging by either order is the same.
/// </summary>
public sealed class NoteClock(string zoneId)
{
    private readonly DateTimeZone zone = Zones.Get(zoneId);

    /// <summary>The instant of a local time in whole seconds.</summary>
    public Instant Of(LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        if (mapping.Count > 0) return mapping.First().ToInstant();
        var left = Period.Between(local, mapping.LateInterval.IsoLocalStart, PeriodUnits.Seconds).Seconds;
        return mapping.LateInterval.Start - Duration.FromTicks(left * 10);
    }

    /// <summary>The first local time, in whole seconds, that is not before the instant.</summary>
    public LocalDateTime NotBefore(Instant at)
    {
        var start = at.InZone(zone).LocalDateTime.With(TimeAdjusters.TruncateToSecond).PlusHours(-27);
        var (low, high) = (0L, 54L * 3600); // at low it is before, at high it is not
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Of(start.PlusSeconds(middle)) < at) low = middle;
            else high = middle;
        }
        return start.PlusSeconds(high);
    }
}
