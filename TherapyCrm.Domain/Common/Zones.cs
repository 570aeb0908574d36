using NodaTime;
using NodaTime.TimeZones;

namespace TherapyCrm.Domain.Common;

/// <summary>How a wall-clock time lies in a zone whose clocks change.</summary>
public enum LocalTimeKind
{
    /// <summary>It happens once, as on nearly every day.</summary>
    Unique,

    /// <summary>The clocks jump over it in spring; it moves forward by the gap.</summary>
    Skipped,

    /// <summary>It happens twice in autumn; the earlier is meant unless an offset says otherwise.</summary>
    Ambiguous,
}

/// <summary>Turns wall-clock times into instants and back, by NodaTime's own zone data and never the operating system's (domain.md §2).</summary>
public static class Zones
{
    /// <summary>Version of the zone data, such as "TZDB: 2026f (mapping: 49)".</summary>
    public static string Version => DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>True when the name is in the IANA data, letter for letter.</summary>
    public static bool IsKnown(string? zoneId) =>
        zoneId is not null && TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(zoneId);

    /// <summary>The zone of that IANA name.</summary>
    /// <exception cref="DateTimeZoneNotFoundException">The name is not known.</exception>
    public static DateTimeZone Get(string zoneId) => DateTimeZoneProviders.Tzdb[zoneId];

    /// <summary>The instant a wall clock in the zone shows this time: a skipped time moves forward by the gap, a doubled one is the earlier (domain.md §2).</summary>
    /// <param name="local">What the clock on the wall says.</param>
    /// <param name="zoneId">IANA name.</param>
    /// <param name="offset">Chooses between the two of a doubled time; not looked at otherwise.</param>
    public static Instant ToInstant(LocalDateTime local, string zoneId, Offset? offset = null)
    {
        var mapping = Get(zoneId).MapLocal(local);
        return mapping.Count == 2 && mapping.Last().Offset == offset
            ? mapping.Last().ToInstant()
            : Resolvers.LenientResolver(mapping).ToInstant();
    }

    /// <summary>The same; of a doubled time the one that is nearer to where it was until now.</summary>
    public static Instant ToInstant(LocalDateTime local, string zoneId, Instant near)
    {
        var mapping = Get(zoneId).MapLocal(local);
        return mapping.Count == 2 && mapping.Last().ToInstant() is var later && later - near < near - mapping.First().ToInstant()
            ? later
            : Resolvers.LenientResolver(mapping).ToInstant();
    }

    /// <summary>What a clock on the wall shows at that instant.</summary>
    public static LocalDateTime ToLocal(Instant instant, string zoneId) => instant.InZone(Get(zoneId)).LocalDateTime;

    /// <summary>The zone's distance from UTC at that instant.</summary>
    public static Offset OffsetAt(Instant instant, string zoneId) => Get(zoneId).GetUtcOffset(instant);

    /// <summary>Whether the clocks show this time once, twice or never.</summary>
    public static LocalTimeKind KindOf(LocalDateTime local, string zoneId) => Get(zoneId).MapLocal(local).Count switch
    {
        0 => LocalTimeKind.Skipped,
        1 => LocalTimeKind.Unique,
        _ => LocalTimeKind.Ambiguous,
    };

    /// <summary>The first instant of that day in the zone; not always midnight. Of a day that the zone skipped whole, that of the next.</summary>
    public static Instant StartOfDay(LocalDate day, string zoneId) => Get(zoneId).MapLocal(day.AtMidnight()) is var mapping && mapping.Count > 0 ? mapping.First().ToInstant() : mapping.LateInterval.Start;
}
