using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class OverbookingTests : IDisposable
{
    private readonly ScheduleWorld world = new();

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

    [Fact]
    public async Task Changing_only_the_notes_asks_for_nothing_again()
    {
        await world.BookedAsync(world.Booking(10));
        var over = await world.BookedAsync(Over(10), world.Admin);
        var edited = await world.DoAsync<EditAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new(over.Id, over.Version, Over(10) with { OverbookReason = null, Notes = "Bring form" })));
        Assert.Equal(("Bring form", "Emergency visit"), (edited.Value!.Notes, edited.Value.OverbookReason));
    }

    private BookingRequest Over(int hour) => world.Booking(hour, client: 1, therapist: world.Lee) with { OverbookReason = "Emergency visit" };

    private Task<List<int>> UnitsAsync() => world.ReadAsync(db => db.Occupancies
        .Where(o => o.Kind == OccupancyKind.Room && o.Slice == SlotTime.SliceOf(ScheduleWorld.Morning) + 12).Select(o => o.Unit).OrderBy(u => u).ToListAsync());
}
