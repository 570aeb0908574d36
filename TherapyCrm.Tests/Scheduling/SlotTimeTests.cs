using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public class SlotTimeTests
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 11, 24, 10, 0);

    private static readonly Gen<Instant> Moments = Gen.Long[-2_000_000_000, 20_000_000_000].Select(Instant.FromUnixTimeSeconds);

    [Fact]
    public void Ten_to_eleven_and_eleven_to_twelve_share_no_slice()
    {
        var first = SlotTime.Slices(Ten, Ten + Duration.FromHours(1)).ToArray();
        var second = SlotTime.Slices(Ten + Duration.FromHours(1), Ten + Duration.FromHours(2)).ToArray();
        Assert.Equal(12, first.Length);
        Assert.Equal(12, second.Length);
        Assert.Equal(first[^1] + 1, second[0]);
    }

    [Fact]
    public void A_slice_starts_where_it_says() =>
        Assert.Equal(Ten, SlotTime.StartOf(SlotTime.SliceOf(Ten + Duration.FromSeconds(299))));

    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(0, 720, null)]
    [InlineData(0, 0, "The end must come after the start.")]
    [InlineData(0, -10, "The end must come after the start.")]
    [InlineData(0, 725, "An appointment takes at most 12 hours.")]
    [InlineData(2, 62, "Appointments start on a five-minute mark.|Appointments end on a five-minute mark.")]
    [InlineData(2, 5, "Appointments start on a five-minute mark.|An appointment takes at least 5 minutes.")]
    public void Times_are_checked(int startMinute, int endMinute, string? problems) =>
        Assert.Equal(problems ?? "", string.Join('|', SlotTime.Check(
            Ten + Duration.FromMinutes(startMinute), Ten + Duration.FromMinutes(endMinute)).Select(problem => problem.ToString())));

    [Theory]
    [InlineData("14:00", 50, "")]
    [InlineData("14:03", 50, "startTime")]
    [InlineData("14:00", 0, "durationMinutes")]
    [InlineData("14:00", 52, "durationMinutes")]
    [InlineData("14:01", 725, "startTime,durationMinutes")]
    public void Local_times_are_checked(string start, int minutes, string fields)
    {
        var time = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(start).Value;
        Assert.Equal(fields, string.Join(',', SlotTime.Check(time, minutes).Select(problem => problem.Field)));
    }

    [Fact]
    public void Seconds_are_off_the_grid() => Assert.False(SlotTime.IsOnGrid(Ten + Duration.FromNanoseconds(1)));

    [Fact]
    public void Every_moment_lies_in_its_slice() => Moments.Sample(moment =>
    {
        var slice = SlotTime.SliceOf(moment);
        return SlotTime.StartOf(slice) <= moment && moment < SlotTime.StartOf(slice + 1)
            && SlotTime.IsOnGrid(SlotTime.StartOf(slice)) && SlotTime.SliceOf(SlotTime.StartOf(slice)) == slice;
    });

    [Fact]
    public void Two_intervals_share_a_slice_exactly_when_they_overlap_on_the_grid() =>
        Gen.Int[0, 300].Array[4].Sample(ends =>
        {
            var (a, b) = ((ends[0], ends[0] + ends[1] % 24), (ends[2], ends[2] + ends[3] % 24));
            var shared = Of(a).Intersect(Of(b)).Any();
            return shared == (Math.Max(a.Item1, b.Item1) < Math.Min(a.Item2, b.Item2));

            static IEnumerable<int> Of((int From, int To) part) => SlotTime.Slices(SlotTime.StartOf(part.From), SlotTime.StartOf(part.To));
        });

    [Fact]
    public void An_interval_touches_every_slice_that_holds_a_moment_of_it() =>
        Gen.Select(Moments, Gen.Long[1, 50_000]).Sample((start, seconds) =>
        {
            var slices = SlotTime.Slices(start, start + Duration.FromSeconds(seconds)).ToArray();
            return slices[0] == SlotTime.SliceOf(start)
                && slices[^1] == SlotTime.SliceOf(start + Duration.FromSeconds(seconds) - Duration.Epsilon)
                && slices.Length == slices[^1] - slices[0] + 1;
        });
}
