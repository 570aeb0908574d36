using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>What new clock rules do to what is booked (domain.md §2): rows are put an hour off, as if older rules had placed them.</summary>
public sealed class RebaseTimesTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Appointments_and_blocks_to_come_keep_their_wall_clock_time()
    {
        var booked = await world.BookedAsync(world.Booking(14));
        var block = (await world.DoAsync<BookBlock, Outcome<Block>>(o => o.RunAsync(world.Reception, new()
        {
            Title = "Team", Kind = BlockKind.Meeting, LocationId = world.Location, Start = ScheduleWorld.Today.At(new(15, 0)), Minutes = 60, RoomId = world.Rooms[0], Staff = [world.Kim],
        }))).Value!;
        await PutOffAsync("blocks", block.Id, 1);
        await PutOffAsync("appointments", booked.Id, 1);
        var rebased = await RebaseAsync();
        Assert.Equal((1, 1, 0), (rebased.Appointments, rebased.Blocks, rebased.Clashing.Count));
        Assert.Equal(booked.StartTime, (await OneAsync(booked.Id)).StartTime);
        Assert.Equal(block.StartTime, await world.ReadAsync(db => db.Blocks.Select(a => a.StartTime).SingleAsync()));
        Assert.Equal("Room 1 is taken 14:00–14:50.", (await world.BookAsync(world.Booking(14, client: 1, therapist: world.Lee))).Problems[0].ToString());
        await world.BookedAsync(world.Booking(16));
        Assert.Equal((0, 0), ((await RebaseAsync()).Appointments, (await RebaseAsync()).Blocks));
    }

    [Fact]
    public async Task A_clash_loses_nobody_and_is_listed_marked_and_in_the_log()
    {
        var first = await world.BookedAsync(world.Booking(10));
        await PutOffAsync("appointments", first.Id, 1);
        var second = await world.BookedAsync(world.Booking(10, client: 1, therapist: world.Lee));
        Assert.Equal([first.Id], (await RebaseAsync()).Clashing);
        var (one, other) = (await OneAsync(first.Id), await OneAsync(second.Id));
        Assert.Equal((one.StartTime, one.LocalStart), (other.StartTime, other.LocalStart));
        Assert.Equal(("The clock rules of the time zone changed.", null), (one.OverbookReason, other.OverbookReason));
        Assert.Equal([0, 1], await world.ReadAsync(db => db.Occupancies.Where(o => o.Kind == OccupancyKind.Room && o.Slice == SlotTime.SliceOf(one.StartTime)).Select(o => o.Unit).Order().ToListAsync()));
        Assert.Equal(one.OverbookReason, await world.ReadAsync(db => db.AuditEntries.Where(a => a.Action == "appointment.rebased").Select(a => a.Reason).SingleAsync()));
        Assert.Equal(0, (await RebaseAsync()).Appointments);
    }

    [Fact]
    public async Task The_later_of_a_doubled_hour_stays_the_later()
    {
        await world.ChangeAsync(db => db.Locations.Single().TimeZone = "America/Toronto");
        var later = await world.BookedAsync(world.Booking() with { Start = new(2027, 11, 7, 1, 30), Offset = Offset.FromHours(-5), AllowOutsideHours = true });
        Assert.Equal(Instant.FromUtc(2027, 11, 7, 6, 30), later.StartTime);
        Assert.Equal(0, (await RebaseAsync()).Appointments);
        await PutOffAsync("appointments", later.Id, 1);
        Assert.Equal(1, (await RebaseAsync()).Appointments);
        Assert.Equal(later.StartTime, (await OneAsync(later.Id)).StartTime);
        await PutOffAsync("appointments", later.Id, -2);
        await RebaseAsync();
        Assert.Equal(Instant.FromUtc(2027, 11, 7, 5, 30), (await OneAsync(later.Id)).StartTime);
    }

    [Fact]
    public async Task Past_and_deleted_ones_are_left_and_a_cancelled_one_claims_nothing()
    {
        var past = await world.BookedAsync(world.Booking(9));
        var cancelled = await world.BookedAsync(world.Booking(12));
        await world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(world.Reception, new() { AppointmentId = cancelled.Id, CancelledBy = CancelledBy.Client, Reason = "Ill" }));
        await PutOffAsync("appointments", past.Id, -2);
        await PutOffAsync("appointments", cancelled.Id, 1);
        Assert.Equal(1, (await RebaseAsync()).Appointments);
        Assert.Equal(cancelled.StartTime, (await OneAsync(cancelled.Id)).StartTime);
        await world.BookedAsync(world.Booking(12));
    }

    [Fact]
    public async Task A_lost_deadlock_is_tried_again_from_a_new_reading()
    {
        var booked = await world.BookedAsync(world.Booking(14));
        await PutOffAsync("appointments", booked.Id, 1);
        var lost = 0;
        var rebased = await world.ReadAsync(db =>
        {
            db.SavingChanges += (_, _) => { if (lost++ == 0) throw Deadlock(); };
            return new RebaseTimes(db).RunAsync(Actor.Application(world.Now));
        });
        Assert.Equal((1, true), (rebased.Value!.Appointments, lost > 1));
        Assert.Equal(1, await world.ReadAsync(db => db.ScheduleChanges.CountAsync(c => c.Action == ScheduleAction.Rebased)));
    }

    private async Task<Rebased> RebaseAsync() => (await world.DoAsync<RebaseTimes, Outcome<Rebased>>(o => o.RunAsync(Actor.Application(world.Now)))).Value!;

    private Task<Appointment> OneAsync(long id) => world.ReadAsync(db => db.Appointments.SingleAsync(a => a.Id == id));

    private Task<int> PutOffAsync(string table, long id, int hours)
    {
        var (by, holder) = ($"{hours:+0;-0} hour", table == "blocks" ? "block_id" : "appointment_id");
        var sql = $"UPDATE {table} SET start_time = datetime(start_time, '{by}'), end_time = datetime(end_time, '{by}') WHERE id = {id};"
            + $"UPDATE occupancies SET slice = -(slice + {hours * 12}) WHERE {holder} = {id}; UPDATE occupancies SET slice = -slice WHERE slice < 0;";
        return world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));
    }

    /// <summary>What SQL Server says to the one it chose as the victim; its client offers no way to make it.</summary>
    private static SqlException Deadlock()
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        static object? Any(ParameterInfo p) => p.Name == "infoNumber" ? 1205 : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : p.ParameterType == typeof(string) ? "" : null;
        var constructor = typeof(SqlError).GetConstructors(hidden).First(c => c.GetParameters().Any(p => p.Name == "infoNumber"));
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", hidden)!.Invoke(errors, [constructor.Invoke([.. constructor.GetParameters().Select(Any)])]);
        var create = typeof(SqlException).GetMethods(hidden).Where(m => m.Name == "CreateException" && m.GetParameters()[0].ParameterType == typeof(SqlErrorCollection)).MinBy(m => m.GetParameters().Length)!;
        return (SqlException)create.Invoke(null, [errors, .. create.GetParameters().Skip(1).Select(Any)])!;
    }
}
