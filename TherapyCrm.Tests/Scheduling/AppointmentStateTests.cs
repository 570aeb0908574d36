using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class AppointmentStateTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Cancelling_frees_at_once_and_works_out_the_notice()
    {
        var booked = await world.BookedAsync(world.Booking(15, 30));
        var outcome = await CancelAsync(booked.Id);
        Assert.Equal((6.5m, 24, true, true), (outcome.Value!.NoticeHours, outcome.Value.WindowHours, outcome.Value.IsLate, outcome.Value.MayBeCharged));
        await world.BookedAsync(world.Booking(15, 30));
        Assert.Equal("This appointment is cancelled already.", Assert.Single((await CancelAsync(booked.Id)).Problems).ToString());
    }

    [Fact]
    public async Task The_reason_and_the_window_decide_whether_a_charge_is_offered()
    {
        await world.ChangeAsync(db =>
        {
            db.Add(new CancellationReason { Name = "Ill", MayBeCharged = false });
            db.Add(new PracticeSetting { Key = Setting.NoticeWindowHours.Key, Value = "2" });
        });
        var reason = await world.ReadAsync(db => db.CancellationReasons.Select(r => r.Id).SingleAsync());
        var ill = await CancelAsync((await world.BookedAsync(world.Booking(10))).Id, reason);
        Assert.Equal((true, false, "Ill"), (ill.Value!.IsLate, ill.Value.MayBeCharged, ill.Value.Appointment.CancellationReason));
        Assert.False((await CancelAsync((await world.BookedAsync(world.Booking(11))).Id)).Value!.IsLate);
        Assert.Equal("reasonId", Assert.Single((await CancelAsync((await world.BookedAsync(world.Booking(12))).Id, 99)).Problems).Field);
    }

    [Fact]
    public async Task Arrived_is_a_time_and_can_be_undone_at_any_time()
    {
        var booked = await world.BookedAsync(world.Booking(10));
        Assert.Equal(world.Now, (await Do<MarkArrived>(o => o.RunAsync(world.Reception, new(booked.Id)))).Value!.ArrivedAt);
        world.Now += Duration.FromHours(3);
        Assert.Equal("The client has arrived; undo the arrival first.", (await Do<MarkMissed>(o => o.RunAsync(world.Reception, new(booked.Id)))).Problems[0].ToString());
        Assert.Null((await Do<UndoArrival>(o => o.RunAsync(world.Reception, new(booked.Id)))).Value!.ArrivedAt);
        Assert.Equal(["appointment.booked", "appointment.arrived", "appointment.arrival-undone"],
            await world.ReadAsync(db => db.AuditEntries.Where(a => a.EntityId == booked.Id).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
        Assert.Equal(AppointmentStatus.NoShow, (await Do<MarkMissed>(o => o.RunAsync(world.Reception, new(booked.Id)))).Value!.Status);
        Assert.Equal(AppointmentStatus.Scheduled, (await Do<MarkArrived>(o => o.RunAsync(world.Reception, new(booked.Id)))).Value!.Status);
        Assert.Equal(AppointmentStatus.Completed, (await Do<CompleteAppointment>(o => o.RunAsync(world.Reception, new(booked.Id)))).Value!.Status);
        Assert.False((await world.BookAsync(world.Booking(10))).Succeeded);
    }

    [Fact]
    public async Task A_stale_version_changes_nothing()
    {
        var booked = await world.BookedAsync(world.Booking(10));
        Assert.True((await Do<ConfirmAppointment>(o => o.RunAsync(world.Reception, new(booked.Id, booked.Version)))).Succeeded);
        Assert.Equal(ProblemKind.Stale, (await Do<MarkArrived>(o => o.RunAsync(world.Reception, new(booked.Id, booked.Version)))).Problems[0].Kind);
    }

    [Fact]
    public async Task A_cancellation_is_undone_within_a_minute_unless_the_slot_was_taken()
    {
        var booked = await world.BookedAsync(world.Booking(10));
        await CancelAsync(booked.Id);
        world.Now += Duration.FromSeconds(59);
        var undone = await Do<UndoChange>(o => o.RunAsync(world.Reception, new(booked.Id)));
        Assert.Equal((AppointmentStatus.Scheduled, null), (undone.Value!.Status, undone.Value.CancellationReason));
        Assert.False((await world.BookAsync(world.Booking(10))).Succeeded);
        Assert.Equal("There is nothing of yours to undo here.", (await Do<UndoChange>(o => o.RunAsync(world.Reception, new(booked.Id)))).Problems[0].ToString());

        await CancelAsync(booked.Id);
        await world.BookedAsync(world.Booking(10, client: 1, therapist: world.Lee));
        Assert.Equal("Room 1 is taken 10:00–10:50.", (await Do<UndoChange>(o => o.RunAsync(world.Reception, new(booked.Id)))).Problems[0].ToString());
        world.Now += Duration.FromSeconds(61);
        Assert.StartsWith("A change can be undone", (await Do<UndoChange>(o => o.RunAsync(world.Reception, new(booked.Id)))).Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entered_in_error_is_hidden_and_freed()
    {
        var booked = await world.BookedAsync(world.Booking(10));
        Assert.True((await Do<DeleteAppointment>(o => o.RunAsync(world.Reception, new(booked.Id)))).Succeeded);
        await world.BookedAsync(world.Booking(10));
        await Assert.ThrowsAsync<NotFoundException>(() => Do<MarkArrived>(o => o.RunAsync(world.Reception, new(booked.Id))));
    }

    [Fact]
    public async Task A_group_takes_its_number_and_each_has_an_attendance()
    {
        var group = await world.BookedAsync(world.Booking(10) with { IsGroupSession = true, MaxParticipants = 1 });
        var joined = (await Do<AddParticipant>(o => o.RunAsync(world.Reception, new(group.Id, world.Clients[1], Notes: "late")))).Value!;
        var ben = Assert.Single(joined.Participants);
        Assert.Equal("late", ben.Notes);
        Assert.Equal("clientId", (await world.BookAsync(world.Booking(10, client: 1, therapist: world.Lee, room: 1))).Problems[0].Field);
        Assert.Equal("This group takes at most 1 participants.", (await Do<AddParticipant>(o => o.RunAsync(world.Reception, new(group.Id, world.Clients[2])))).Problems[0].ToString());
        var marked = (await Do<MarkAttendance>(o => o.RunAsync(world.Reception, new(group.Id, ben.Id, Attendance.Missed)))).Value!;
        Assert.Equal((Attendance.Missed, joined.Version + 1), (marked.Participants[0].Attendance, marked.Version));
        Assert.Empty((await Do<RemoveParticipant>(o => o.RunAsync(world.Reception, new(group.Id, ben.Id)))).Value!.Participants);
        await world.BookedAsync(world.Booking(10, client: 1, therapist: world.Lee, room: 1));
    }

    private Task<Outcome<Cancellation>> CancelAsync(long id, long? reasonId = null) => world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(
        world.Reception, new() { AppointmentId = id, CancelledBy = CancelledBy.Client, ReasonId = reasonId, Reason = reasonId is null ? "Car broke" : null }));

    private Task<Outcome<Appointment>> Do<T>(Func<T, Task<Outcome<Appointment>>> act) where T : notnull => world.DoAsync(act);
}
