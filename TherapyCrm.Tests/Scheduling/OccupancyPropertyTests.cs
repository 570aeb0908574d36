using CsCheck;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>Whatever is booked, moved, cancelled and overbooked: the claims are those of the appointments, and nothing is claimed twice by chance.</summary>
public class OccupancyPropertyTests
{
    private sealed record Step(int Verb, int Slot, int Client, int Therapist, int Room, int Tablets, int Which, bool Overbooks);

    private static readonly Gen<Step> AnyStep =
        from a in Gen.Select(Gen.Int[0, 5], Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[0, 1])
        from b in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 9], Gen.Bool)
        select new Step(a.Item1, a.Item2, a.Item3, a.Item4, b.Item1, b.Item2, b.Item3, b.Item4);

    [Fact]
    public async Task The_claims_are_always_those_of_the_appointments() => await AnyStep.Array[5, 25].SampleAsync(async steps =>
    {
        using var world = new ScheduleWorld();
        foreach (var step in steps)
        {
            await DoAsync(world, step);
            await CheckAsync(world);
        }
    }, iter: 12, threads: 2);

    private static async Task DoAsync(ScheduleWorld world, Step step)
    {
        var ids = await world.ReadAsync(db => db.Appointments.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync());
        var id = ids.Count == 0 ? 0 : ids[step.Which % ids.Count];
        var start = ScheduleWorld.Today.At(new(10, 0)).PlusMinutes(step.Slot * 25);
        var reason = step.Overbooks ? "On purpose" : null;
        if (step.Verb <= 1 || id == 0)
            await world.BookAsync(world.Booking(10, client: step.Client, therapist: step.Therapist == 0 ? world.Kim : world.Lee, room: step.Room) with
            {
                Start = start,
                ServiceCodeId = step.Room == 0 ? world.Service : null,
                Equipment = step.Tablets == 0 ? [] : [new(world.Tablets, step.Tablets)],
                OverbookReason = reason,
            }, world.Admin);
        else if (step.Verb <= 3)
            await world.DoAsync<MoveAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Admin, new() { AppointmentId = id, Start = start, RoomId = world.Rooms[step.Room], OverbookReason = reason }));
        else if (step.Verb == 4)
            await world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(world.Admin, new() { AppointmentId = id, CancelledBy = CancelledBy.Client, Reason = "Ill" }));
        else
            await world.DoAsync<UndoChange, Outcome<Appointment>>(o => o.RunAsync(world.Admin, new(id)));
    }

    private static async Task CheckAsync(ScheduleWorld world)
    {
        var capacities = new Dictionary<long, int> { [world.Tablets] = 3 };
        var appointments = await world.ReadAsync(db => db.Appointments.AsNoTracking().WithParts().ToListAsync());
        var rows = await world.ReadAsync(db => db.Occupancies.AsNoTracking().ToListAsync());
        var wanted = appointments.Where(a => a.Occupies).SelectMany(a => Claim.Of(a, capacities).SelectMany(c =>
            Enumerable.Range(c.First, c.AfterLast - c.First).Select(slice => (c.Kind, c.ResourceId, slice, Appointment: (long?)a.Id, c.Pieces)))).Order();
        var held = rows.GroupBy(o => (o.Kind, o.ResourceId, o.Slice, o.AppointmentId)).Select(g => (g.Key.Kind, g.Key.ResourceId, g.Key.Slice, g.Key.AppointmentId, g.Count())).Order();
        Assert.Equal(wanted, held);
        var onPurpose = appointments.Where(a => a.OverbookReason is not null).Select(a => (long?)a.Id).ToHashSet();
        foreach (var slice in rows.GroupBy(o => (o.Kind, o.ResourceId, o.Slice)))
        {
            Assert.Equal(Enumerable.Range(0, slice.Count()), slice.Select(o => o.Unit).Order());
            var over = slice.Count() - (slice.Key.Kind == OccupancyKind.Equipment ? 3 : 1);
            Assert.True(over <= slice.Count(o => onPurpose.Contains(o.AppointmentId)), "A unit over capacity that nobody overbooked.");
        }
    }
}
