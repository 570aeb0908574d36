using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class OverbookingTests : IDisposable
{
    private readonly ScheduleWorld world = new();
    private int moves;

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Overbooking_needs_permission_and_a_reason_and_takes_the_next_unit()
    {
        await world.BookedAsync(world.Booking(10));
        await Assert.ThrowsAsync<ForbiddenException>(() => world.BookAsync(Over(10)));
        Assert.Equal("overbookReason", (await world.BookAsync(Over(10) with { OverbookReason = "x" }, world.Admin)).Problems[0].Field);
        var over = await world.BookedAsync(Over(10), world.Admin);
        Assert.Equal("Emergency visit", over.OverbookReason);
        Assert.Equal([0, 1], await UnitsAsync());
        Assert.Equal("Emergency visit", await world.ReadAsync(db => db.AuditEntries.Where(a => a.EntityId == over.Id && a.Action == "appointment.booked").Select(a => a.Reason).SingleAsync()));
        Assert.Null((await world.BookedAsync(Over(12), world.Admin)).OverbookReason);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task When_the_first_goes_the_overbooked_one_keeps_the_slot_taken(bool moves)
    {
        var first = await world.BookedAsync(world.Booking(10));
        await world.BookedAsync(Over(10), world.Admin);
        var gone = moves
            ? (await world.DoAsync<MoveAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new() { AppointmentId = first.Id, Start = first.LocalStart.PlusHours(3) }))).Succeeded
            : (await world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(world.Reception, new() { AppointmentId = first.Id, CancelledBy = CancelledBy.Client, Reason = "Ill" }))).Succeeded;
        Assert.True(gone);
        Assert.Equal([0], await UnitsAsync());
        Assert.Equal(["roomId"], (await world.BookAsync(world.Booking(10, client: 2))).Problems.Select(p => p.Field));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("moved")]
    [InlineData("deleted")]
    public async Task The_mark_goes_with_what_it_clashed_with_and_the_history_says_so(string how)
    {
        var first = await world.BookedAsync(world.Booking(10));
        var over = await world.BookedAsync(Over(10), world.Admin);
        await GoAsync(first, how);
        Assert.Null(await MarkAsync(over.Id));
        Assert.Equal("clash-ended", await world.ReadAsync(db => db.ScheduleChanges.Where(c => c.AppointmentId == over.Id).OrderByDescending(c => c.Id).Select(c => c.Action).FirstAsync()));
        Assert.Equal(1, await world.ReadAsync(db => db.AuditEntries.CountAsync(a => a.EntityId == over.Id && a.Action == "appointment.clash-ended")));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("moved")]
    public async Task The_mark_stays_while_anything_is_still_shared(string how)
    {
        var first = await world.BookedAsync(world.Booking(10));
        var over = await world.BookedAsync(Over(10), world.Admin);
        var third = await world.BookedAsync(world.Booking(10, 30, client: 2, therapist: world.Lee, room: 1) with { OverbookReason = "Emergency visit" }, world.Admin);
        await GoAsync(first, how);
        Assert.NotNull(await MarkAsync(over.Id));
        Assert.NotNull(await MarkAsync(third.Id));
        await GoAsync(over, how);
        Assert.Null(await MarkAsync(third.Id));
        Assert.Null(await MarkAsync(over.Id));
    }

    [Fact]
    public async Task A_cancelled_block_takes_the_mark_along_and_a_neighbour_who_shares_devices_is_left_alone()
    {
        var block = (await world.DoAsync<BookBlock, Outcome<Block>>(o => o.RunAsync(world.Reception, new()
        {
            Title = "Team", Kind = BlockKind.Meeting, LocationId = world.Location, Start = ScheduleWorld.Today.At(new(10, 0)), Minutes = 60, RoomId = world.Rooms[0], Staff = [],
        }))).Value!;
        var over = await world.BookedAsync(Over(10) with { Equipment = [new(world.Tablets, 1)] }, world.Admin);
        var beside = await world.BookedAsync(world.Booking(10, client: 2, room: 1) with { Equipment = [new(world.Tablets, 1)] });
        await GoAsync(beside, "cancelled");
        Assert.NotNull(await MarkAsync(over.Id));
        await world.DoAsync<CancelBlock, Outcome<Block>>(o => o.RunAsync(world.Reception, new(block.Id)));
        Assert.Null(await MarkAsync(over.Id));
    }

    [Fact]
    public async Task Undoing_puts_the_mark_back_where_it_is_true()
    {
        await world.BookedAsync(world.Booking(10));
        var over = await world.BookedAsync(Over(10), world.Admin);
        await GoAsync(over, "moved");
        Assert.Null(await MarkAsync(over.Id));
        await UndoAsync(over.Id);
        Assert.Equal("Emergency visit", await MarkAsync(over.Id));
        await GoAsync(over, "cancelled");
        Assert.Null(await MarkAsync(over.Id));
        await UndoAsync(over.Id);
        Assert.Equal("Emergency visit", await MarkAsync(over.Id));
    }

    [Fact]
    public async Task Changing_only_the_notes_asks_for_nothing_again()
    {
        await world.BookedAsync(world.Booking(10));
        var over = await world.BookedAsync(Over(10), world.Admin);
        var edited = await world.DoAsync<EditAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new(over.Id, over.Version, Over(10) with { OverbookReason = null, Notes = "Bring form" })));
        Assert.Equal(("Bring form", "Emergency visit"), (edited.Value!.Notes, edited.Value.OverbookReason));
    }

    private async Task GoAsync(Appointment appointment, string how)
    {
        var outcome = how switch
        {
            "moved" => (await world.DoAsync<MoveAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new() { AppointmentId = appointment.Id, Start = appointment.LocalStart.PlusHours(2 + moves++) }))).Succeeded,
            "deleted" => (await world.DoAsync<DeleteAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new(appointment.Id)))).Succeeded,
            _ => (await world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(world.Reception, new() { AppointmentId = appointment.Id, CancelledBy = CancelledBy.Client, Reason = "Ill" }))).Succeeded,
        };
        Assert.True(outcome);
    }

    private async Task UndoAsync(long id) => Assert.True((await world.DoAsync<UndoChange, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new(id)))).Succeeded);

    private Task<string?> MarkAsync(long id) => world.ReadAsync(db => db.Appointments.IgnoreQueryFilters().Where(a => a.Id == id).Select(a => a.OverbookReason).SingleAsync());

    private BookingRequest Over(int hour) => world.Booking(hour, client: 1, therapist: world.Lee) with { OverbookReason = "Emergency visit" };

    private Task<List<int>> UnitsAsync() => world.ReadAsync(db => db.Occupancies
        .Where(o => o.Kind == OccupancyKind.Room && o.Slice == SlotTime.SliceOf(ScheduleWorld.Morning) + 12).Select(o => o.Unit).OrderBy(u => u).ToListAsync());
}
