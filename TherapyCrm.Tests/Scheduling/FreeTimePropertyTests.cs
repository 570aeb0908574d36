using System.Diagnostics;
using CsCheck;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public class FreeTimePropertyTests
{
    private static readonly Gen<SliceRange> Stretch = Gen.Select(Gen.Int[-20, 260], Gen.Int[0, 60], (first, length) => new SliceRange(first, first + length));

    private static readonly Gen<FreeTimeResource> Resource = Gen.Select(
        Gen.Int[1, 4], Stretch.Array[0, 4].Null(0.3), Stretch.Array[0, 8], Gen.Int[1, 3],
        (id, open, busy, quantity) => new FreeTimeResource { Kind = OccupancyKind.Staff, Id = id, Open = open, Busy = busy, Quantity = quantity });

    private static readonly Gen<FreeTimeNeed> Need = Gen.Select(
        Resource.Array[0, 4], Gen.Int[1, 3], Gen.Int[0, 6],
        (any, units, turnaround) => new FreeTimeNeed { AnyOf = any, Units = units, Turnaround = turnaround });

    private static readonly Gen<FreeTimeQuestion> Question = Gen.Select(
        Gen.Int[-10, 100], Gen.Int[0, 200], Gen.Int[1, 80], Need.Array[0, 3], Gen.Int[1, 6], Gen.Int[1, 20], Gen.Int[1, 300],
        (first, window, length, needs, step, apart, most) => new FreeTimeQuestion
        {
            Window = new(first, first + window),
            Length = length,
            Needs = needs,
            Step = step,
            Apart = apart,
            Most = most,
        });

    [Fact]
    public void Gaps_are_what_trying_every_slice_finds() =>
        Gen.Select(Stretch, Resource.Array[0, 3], Gen.Int[1, 12]).Sample((window, all, atLeast) =>
        {
            var free = Range(window).Where(slice => all.All(resource => IsOpen(resource, slice) && Claims(resource, slice) < resource.Quantity)).ToHashSet();
            var gaps = FreeTime.Gaps(window, all, atLeast);
            Assert.All(gaps, gap => Assert.True(gap.Length >= atLeast && Range(gap).All(free.Contains)));
            Assert.All(gaps, gap => Assert.False(free.Contains(gap.First - 1) || free.Contains(gap.AfterLast)));
            Assert.Equal(free.Where(slice => RunAround(free, slice) >= atLeast).Order(), gaps.SelectMany(Range));
        }, iter: 1000);

    [Fact]
    public void First_fits_are_what_trying_every_start_finds() =>
        Question.Sample(question =>
        {
            var answers = FreeTime.FirstFits(question);
            Assert.Equal(Expected(question), answers.Select(answer => answer.Time.First));
            Assert.All(answers, answer =>
            {
                Assert.Equal(question.Length, answer.Time.Length);
                Assert.Equal(answer.Chosen.Count, answer.Chosen.Select(chosen => chosen.Id).Distinct().Count());
                Assert.All(question.Needs.Zip(answer.Chosen), pair => Assert.True(
                    pair.First.AnyOf.Contains(pair.Second) && Fits(question, pair.First, pair.Second, answer.Time.First)));
            });
        }, iter: 1000);

    [Fact]
    public void Twelve_weeks_of_thirty_therapists_and_thirty_rooms_are_searched_within_a_second()
    {
        var busy = Enumerable.Range(0, 12 * 7 * 12).Select(hour => new SliceRange(hour * 24, (hour * 24) + 20)).ToList();
        FreeTimeNeed Any(OccupancyKind kind) => new()
        {
            AnyOf = [.. Enumerable.Range(1, 30).Select(id => new FreeTimeResource { Kind = kind, Id = id, Busy = busy })],
            Turnaround = 2,
        };
        var question = new FreeTimeQuestion { Window = new(0, 12 * 7 * 288), Length = 10, Needs = [Any(OccupancyKind.Staff), Any(OccupancyKind.Room)] };

        FreeTime.FirstFits(question);
        var watch = Stopwatch.StartNew();
        Assert.Empty(FreeTime.FirstFits(question));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    private static List<int> Expected(FreeTimeQuestion question)
    {
        var starts = new List<int>();
        for (var start = question.Window.First; start + question.Length <= question.Window.AfterLast && starts.Count < question.Most; start++)
        {
            if (start % question.Step == 0 && (starts.Count == 0 || start - starts[^1] >= question.Apart) && CanMeetAll(question, start, 0, []))
                starts.Add(start);
        }

        return starts;
    }

    private static bool CanMeetAll(FreeTimeQuestion question, int start, int at, HashSet<long> used) =>
        at == question.Needs.Count || question.Needs[at].AnyOf.Any(resource =>
            !used.Contains(resource.Id) && Fits(question, question.Needs[at], resource, start) && CanMeetAll(question, start, at + 1, [.. used, resource.Id]));

    private static bool Fits(FreeTimeQuestion question, FreeTimeNeed need, FreeTimeResource resource, int start) =>
        Enumerable.Range(start, question.Length).All(slice => IsOpen(resource, slice))
        && Enumerable.Range(start, question.Length + need.Turnaround).All(slice => Claims(resource, slice) + need.Units <= resource.Quantity);

    private static bool IsOpen(FreeTimeResource resource, int slice) =>
        resource.Open is null || resource.Open.Any(open => open.First <= slice && slice < open.AfterLast);

    private static int Claims(FreeTimeResource resource, int slice) => resource.Busy.Count(busy => busy.First <= slice && slice < busy.AfterLast);

    private static IEnumerable<int> Range(SliceRange stretch) => Enumerable.Range(stretch.First, Math.Max(0, stretch.Length));

    private static int RunAround(HashSet<int> free, int slice)
    {
        var (first, last) = (slice, slice);
        while (free.Contains(first - 1))
            first--;
        while (free.Contains(last + 1))
            last++;
        return last - first + 1;
    }
}
