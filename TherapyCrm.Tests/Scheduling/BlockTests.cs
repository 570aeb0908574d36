using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class BlockTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_block_occupies_like_an_appointment_and_frees_when_cancelled()
    {
        var block = (await BookAsync(Meeting())).Value!;
        var refused = await world.BookAsync(world.Booking(10));
        Assert.Equal(["therapistId", "roomId"], refused.Problems.Select(p => p.Field));
        Assert.Equal("Team", ((ConflictDetail)refused.Problems[0].Detail!).Conflicts[0].With);
        Assert.Equal("Room 1 is taken 10:00–11:00.", (await BookAsync(Meeting() with { Staff = [world.Lee] })).Problems[0].ToString());
        var moved = (await EditAsync(new(block.Id, block.Version, Meeting() with { Start = ScheduleWorld.Today.At(new(10, 30)), Staff = [world.Lee] }))).Value!;
        Assert.Equal(world.Lee, Assert.Single(moved.Staff).UserId);
        await world.BookedAsync(world.Booking(10, room: 1));
        Assert.Equal(ProblemKind.Stale, (await EditAsync(new(block.Id, block.Version, Meeting()))).Problems[0].Kind);
        Assert.True((await world.DoAsync<CancelBlock, Outcome<Block>>(o => o.RunAsync(world.Reception, new(block.Id)))).Succeeded);
        await world.BookedAsync(world.Booking(10, 50, client: 1, therapist: world.Lee));
    }

    [Fact]
    public async Task A_room_may_be_out_of_use_for_days_a_meeting_for_half_a_day()
    {
        var days = Meeting() with { Minutes = 3 * 24 * 60, Staff = [] };
        Assert.Equal("durationMinutes", (await BookAsync(days)).Problems[0].Field);
        Assert.True((await BookAsync(days with { Kind = BlockKind.OutOfUse })).Succeeded);
        Assert.Equal("Please choose a room or a person.", (await BookAsync(Meeting() with { RoomId = null, Staff = [] })).Problems[0].ToString());
    }

    [Fact]
    public async Task A_therapist_blocks_their_own_time_only()
    {
        var kim = world.Person(world.Kim, UserRole.Therapist);
        await Assert.ThrowsAsync<ForbiddenException>(() => BookAsync(Meeting() with { Staff = [world.Lee] }, kim));
        Assert.True((await BookAsync(Meeting(), kim)).Succeeded);
    }

    [Fact]
    public async Task A_second_press_makes_no_second_block()
    {
        var actor = world.Person(world.Desk, UserRole.Receptionist, Guid.NewGuid());
        Assert.Equal((await BookAsync(Meeting(), actor)).Value!.Id, (await BookAsync(Meeting(), actor)).Value!.Id);
    }

    [Fact]
    public async Task Claims_of_past_days_are_pruned_and_those_of_today_stay()
    {
        await world.BookedAsync(world.Booking(10));
        await world.BookedAsync(world.Booking(10) with { Start = ScheduleWorld.Today.PlusDays(1).At(new(10, 0)) });
        var before = await world.ReadAsync(db => db.Occupancies.CountAsync());
        Assert.Equal(0, (await world.DoAsync<PruneClaims, Outcome<int>>(o => o.RunAsync(Actor.Application(world.Now)))).Value);
        Assert.Equal(before / 2, (await world.DoAsync<PruneClaims, Outcome<int>>(o => o.RunAsync(Actor.Application(world.Now + Duration.FromDays(1))))).Value);
        Assert.Equal(0, (await world.DoAsync<PruneClaims, Outcome<int>>(o => o.RunAsync(Actor.Application(world.Now + Duration.FromDays(1))))).Value);
    }

    private BlockRequest Meeting() => new()
    {
        Title = "Team",
        Kind = BlockKind.Meeting,
        LocationId = world.Location,
        Start = ScheduleWorld.Today.At(new(10, 0)),
        Minutes = 60,
        RoomId = world.Rooms[0],
        Staff = [world.Kim],
    };

    private Task<Outcome<Block>> BookAsync(BlockRequest request, Actor? actor = null) => world.DoAsync<BookBlock, Outcome<Block>>(o => o.RunAsync(actor ?? world.Reception, request));

    private Task<Outcome<Block>> EditAsync(EditBlock.Request request) => world.DoAsync<EditBlock, Outcome<Block>>(o => o.RunAsync(world.Reception, request));
}
