using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Tests.Scheduling;

public class ZonesTests
{
    private const string Vancouver = "America/Vancouver";
    private const string Toronto = "America/Toronto";

    [Fact]
    public void British_Columbia_stays_at_minus_seven_in_the_winter_of_2026() =>
        Assert.Equal(Offset.FromHours(-7), Zones.OffsetAt(Zones.ToInstant(new(2026, 12, 1, 9, 0), Vancouver), Vancouver));

    [Fact]
    public void The_zone_data_says_its_version() => Assert.StartsWith("TZDB: 20", Zones.Version, StringComparison.Ordinal);

    [Theory]
    [InlineData("America/Toronto", true)]
    [InlineData("UTC", true)]
    [InlineData("Asia/Calcutta", true)]
    [InlineData("america/toronto", false)]
    [InlineData("Eastern Standard Time", false)]
    [InlineData("UTC+05", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_IANA_names_are_known(string? name, bool known) => Assert.Equal(known, Zones.IsKnown(name));

    [Fact]
    public void An_unknown_zone_is_an_error() =>
        Assert.ThrowsAny<Exception>(() => Zones.ToInstant(new(2026, 1, 1, 9, 0), "Mars/Olympus"));

    [Fact]
    public void A_skipped_time_moves_forward_by_the_gap()
    {
        var skipped = new LocalDateTime(2026, 3, 8, 2, 30);
        Assert.Equal(LocalTimeKind.Skipped, Zones.KindOf(skipped, Toronto));
        Assert.Equal(new LocalDateTime(2026, 3, 8, 3, 30), Zones.ToLocal(Zones.ToInstant(skipped, Toronto), Toronto));
    }

    [Fact]
    public void A_half_hour_gap_moves_by_half_an_hour()
    {
        var skipped = new LocalDateTime(2026, 10, 4, 2, 15);
        Assert.Equal(new LocalDateTime(2026, 10, 4, 2, 45), Zones.ToLocal(Zones.ToInstant(skipped, "Australia/Lord_Howe"), "Australia/Lord_Howe"));
    }

    [Fact]
    public void A_doubled_time_is_the_earlier_unless_an_offset_was_given()
    {
        var doubled = new LocalDateTime(2026, 11, 1, 1, 30);
        Assert.Equal(LocalTimeKind.Ambiguous, Zones.KindOf(doubled, Toronto));
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 5, 30), Zones.ToInstant(doubled, Toronto));
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 5, 30), Zones.ToInstant(doubled, Toronto, Offset.FromHours(-4)));
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 6, 30), Zones.ToInstant(doubled, Toronto, Offset.FromHours(-5)));
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 5, 30), Zones.ToInstant(doubled, Toronto, Offset.FromHours(2)));
    }

    [Fact]
    public void A_day_without_midnight_starts_at_one() =>
        Assert.Equal(new LocalDateTime(2018, 11, 4, 1, 0), Zones.ToLocal(Zones.StartOfDay(new(2018, 11, 4), "America/Sao_Paulo"), "America/Sao_Paulo"));

    [Fact]
    public void Every_time_that_the_clock_shows_comes_back_the_same() =>
        Gen.Select(SchedulingGen.Zone, Gen.Int[0, 20 * 366 * 288]).Sample((zone, slices) =>
        {
            var local = new LocalDateTime(2010, 1, 1, 0, 0).PlusMinutes(slices * 5);
            var back = Zones.ToLocal(Zones.ToInstant(local, zone), zone);
            return Zones.KindOf(local, zone) == LocalTimeKind.Skipped ? back > local : back == local;
        });
}
