using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public class FreeTimeTests
{
    private static readonly SliceRange Day = From(8, 0, 18, 0);

    [Fact]
    public void The_gaps_of_a_room_lie_between_its_bookings() => Assert.Equal(
        [From(8, 0, 9, 0), From(9, 50, 10, 0), From(11, 0, 18, 0)],
        FreeTime.Gaps(Day, [Room(1, From(9, 0, 9, 50), From(10, 0, 11, 0))]));

    [Fact]
    public void Short_gaps_can_be_left_out() => Assert.Equal(
        [From(8, 0, 9, 0), From(11, 0, 18, 0)],
        FreeTime.Gaps(Day, [Room(1, From(9, 0, 9, 50), From(10, 0, 11, 0))], atLeast: 3));

    [Fact]
    public void Gaps_can_start_on_the_quarter_hour() => Assert.Equal(
        [From(8, 0, 9, 0), From(10, 0, 18, 0)],
        FreeTime.Gaps(Day, [Room(1, From(9, 0, 9, 50))], step: 3));

    [Fact]
    public void A_therapist_who_starts_at_ten_and_a_room_meet_after_ten() => Assert.Equal(
        [From(10, 0, 12, 0)],
        FreeTime.Gaps(Day, [Therapist(1, From(10, 0, 16, 0)), Room(1, From(12, 0, 18, 0))]));

    [Fact]
    public void A_full_or_a_closed_day_has_no_gap()
    {
        Assert.Empty(FreeTime.Gaps(Day, [Room(1, Day)]));
        Assert.Empty(FreeTime.Gaps(Day, [Room(1) with { Open = [] }]));
        Assert.Empty(FreeTime.Gaps(new(100, 100), [Room(1)]));
    }

    [Fact]
    public void The_first_fit_takes_the_first_free_room_of_the_list()
    {
        var answers = FreeTime.FirstFits(Ask(
            [Therapist(1, From(9, 0, 17, 0))],
            [Room(1, From(8, 0, 12, 0)), Room(2, From(9, 30, 18, 0))]));
        Assert.Equal([From(12, 0, 12, 50), From(12, 15, 13, 5), From(12, 30, 13, 20)], answers.Select(answer => answer.Time));
        Assert.All(answers, answer => Assert.Equal([1L, 1L], answer.Chosen.Select(chosen => chosen.Id)));
    }

    [Fact]
    public void Offered_times_can_be_an_hour_apart() => Assert.Equal(
        [From(8, 0, 8, 50), From(9, 0, 9, 50), From(10, 0, 10, 50)],
        FreeTime.FirstFits(Ask([Room(1)]) with { Apart = 12 }).Select(answer => answer.Time));

    [Fact]
    public void Turnaround_keeps_clear_of_the_next_claim_but_may_outlast_the_day()
    {
        var room = Room(1, From(8, 0, 16, 0), From(17, 0, 18, 0)) with { Open = [From(8, 0, 17, 0)] };
        var need = new FreeTimeNeed { AnyOf = [room], Turnaround = 3 };
        Assert.Empty(FreeTime.FirstFits(Ask() with { Needs = [need] }));
        Assert.Equal(From(16, 0, 16, 50), FreeTime.FirstFits(Ask() with { Needs = [need with { Turnaround = 2 }] })[0].Time);

        var late = Room(1, From(8, 0, 17, 10));
        Assert.Equal(From(17, 10, 18, 0), Assert.Single(FreeTime.FirstFits(Ask() with { Needs = [new() { AnyOf = [late], Turnaround = 6 }], Step = 1 })).Time);
    }

    [Fact]
    public void Three_tablets_can_be_taken_three_times()
    {
        var tablets = new FreeTimeResource { Kind = OccupancyKind.Equipment, Id = 5, Quantity = 3, Busy = [From(8, 0, 10, 0), From(8, 0, 9, 0)] };
        Assert.Equal(From(8, 0, 8, 50), First(1));
        Assert.Equal(From(9, 0, 9, 50), First(2));
        Assert.Equal(From(10, 0, 10, 50), First(3));
        Assert.Null(First(4));

        SliceRange? First(int units) =>
            FreeTime.FirstFits(Ask() with { Needs = [new() { AnyOf = [tablets], Units = units }] }) is [var first, ..] ? first.Time : null;
    }

    [Fact]
    public void Nobody_is_counted_on_twice()
    {
        var (kim, lee) = (Therapist(1, Day), Therapist(2, From(9, 0, 18, 0)));
        var answer = FreeTime.FirstFits(Ask([kim, lee], [kim]))[0];
        Assert.Equal(From(9, 0, 9, 50), answer.Time);
        Assert.Equal([2L, 1L], answer.Chosen.Select(chosen => chosen.Id));
    }

    [Fact]
    public void A_need_that_nothing_can_meet_fits_nowhere() => Assert.Empty(FreeTime.FirstFits(Ask([Room(1)], [])));

    private static FreeTimeQuestion Ask(params FreeTimeResource[][] needs) => new()
    {
        Window = Day,
        Length = 10,
        Needs = [.. needs.Select(any => new FreeTimeNeed { AnyOf = any })],
        Step = 3,
    };

    private static FreeTimeResource Room(long id, params SliceRange[] busy) => new() { Kind = OccupancyKind.Room, Id = id, Busy = busy };

    private static FreeTimeResource Therapist(long id, SliceRange open) => new() { Kind = OccupancyKind.Staff, Id = id, Open = [open] };

    private static SliceRange From(int hour, int minute, int toHour, int toMinute) => SlotTime.Span(
        Instant.FromUtc(2026, 11, 24, hour, minute), Instant.FromUtc(2026, 11, 24, toHour, toMinute));
}
