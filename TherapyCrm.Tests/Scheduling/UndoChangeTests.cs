using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class UndoChangeTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_move_is_undone_whole()
    {
        var booked = await world.BookedAsync(Full());
        var before = await WholeAsync(booked.Id);
        // Between booking and moving the service's turnaround was changed; the move takes the new one, undoing brings back the old.
        await world.ChangeAsync(db => db.Add(new ServiceCode { Code = "L", Description = "Long", TurnaroundMinutes = 30 }));
        await world.ChangeAsync(db => db.ServiceCodes.Single(s => s.Id == world.Service).TurnaroundMinutes = 25);
        var moved = await Do<MoveAppointment>(o => o.RunAsync(world.Reception, new()
        {
            AppointmentId = booked.Id, Start = ScheduleWorld.Today.At(new(13, 0)), Minutes = 45, RoomId = world.Rooms[1], TherapistId = world.Lee, AllowOutsideHours = true,
        }));
        Assert.True(moved.Succeeded);
        Assert.NotEqual(before, await WholeAsync(booked.Id));
        Assert.True((await UndoAsync(booked.Id)).Succeeded);
        Assert.Equal(before, await WholeAsync(booked.Id));
        await world.BookedAsync(world.Booking(13, client: 2, therapist: world.Lee, room: 1));
        Assert.Contains("Room 1 is taken 10:00–11:00.", (await world.BookAsync(world.Booking(10, client: 2, therapist: world.Lee))).Problems.Select(p => p.ToString()));
    }

    [Fact]
    public async Task What_changes_more_than_a_move_is_no_move_and_offers_no_undo()
    {
        var booked = await world.BookedAsync(Full());
        var wanted = MoveAppointment.BookingOf(booked) with { AllowOutsideHours = true };
        foreach (var more in new[]
        {
            wanted with { Equipment = [new(world.Tablets, 2)] }, wanted with { Equipment = [new(world.Tablets, 2)], Staff = [] }, wanted with { Staff = [], Equipment = [], Notes = "Other" },
            wanted with { Staff = [], Equipment = [], Notes = "Other", ClientId = world.Clients[1], LearnerId = null },
        })
        {
            var edited = await Do<EditAppointment>(o => o.RunAsync(world.Reception, new(booked.Id, null, more with { Start = booked.LocalStart.PlusHours(2) })));
            Assert.True(edited.Succeeded);
            var line = (await world.DoAsync<AppointmentHistory, IReadOnlyList<HistoryLine>>(o => o.RunAsync(world.Reception, booked.Id)))[0];
            Assert.Equal((ScheduleAction.Edited, false), (line.Action, line.MayUndo));
            Assert.Equal("There is nothing of yours to undo here.", (await UndoAsync(booked.Id)).Problems[0].ToString());
            await Do<EditAppointment>(o => o.RunAsync(world.Reception, new(booked.Id, null, MoveAppointment.BookingOf(edited.Value!) with { Start = booked.LocalStart, AllowOutsideHours = true })));
        }
    }

    [Fact]
    public async Task Only_moving_in_the_whole_form_is_a_move_and_offers_undo()
    {
        var booked = await world.BookedAsync(Full());
        var wanted = MoveAppointment.BookingOf(booked) with { Start = booked.LocalStart.PlusHours(2), Title = $" {booked.Title} ", AllowOutsideHours = true };
        Assert.True((await Do<EditAppointment>(o => o.RunAsync(world.Reception, new(booked.Id, null, wanted)))).Succeeded);
        Assert.True((await world.DoAsync<AppointmentHistory, IReadOnlyList<HistoryLine>>(o => o.RunAsync(world.Reception, booked.Id)))[0].MayUndo);
        Assert.Equal(booked.StartTime, (await UndoAsync(booked.Id)).Value!.StartTime);
    }

    [Theory]
    [InlineData("arrived")]
    [InlineData("missed")]
    [InlineData("completed")]
    [InlineData("cancelled")]
    [InlineData("confirmed")]
    [InlineData("moved")]
    public async Task Each_act_can_be_undone_for_a_minute_by_who_did_it_and_that_is_in_the_log(string act)
    {
        var booked = await world.BookedAsync(world.Booking(9));
        var before = await WholeAsync(booked.Id);
        Assert.True(await ActAsync(act, booked.Id));
        var other = world.Person(world.Kim, Domain.Access.UserRole.Admin);
        Assert.Equal("There is nothing of yours to undo here.", (await Do<UndoChange>(o => o.RunAsync(other, new(booked.Id)))).Problems[0].ToString());
        world.Now += Duration.FromSeconds(60);
        Assert.True((await UndoAsync(booked.Id)).Succeeded);
        Assert.Equal(before, await WholeAsync(booked.Id));
        Assert.Equal(act, await world.ReadAsync(db => db.AuditEntries.Where(a => a.Action == "appointment.undone").Select(a => a.Reason).SingleAsync()));
        Assert.True(await ActAsync(act, booked.Id));
        world.Now += Duration.FromSeconds(61);
        Assert.Equal("A change can be undone for 60 seconds.", (await UndoAsync(booked.Id)).Problems[0].ToString());
    }

    private async Task<bool> ActAsync(string act, long id) => act switch
    {
        "arrived" => (await Do<MarkArrived>(o => o.RunAsync(world.Reception, new(id)))).Succeeded,
        "missed" => (await Do<MarkMissed>(o => o.RunAsync(world.Reception, new(id)))).Succeeded,
        "completed" => (await Do<CompleteAppointment>(o => o.RunAsync(world.Reception, new(id)))).Succeeded,
        "confirmed" => (await Do<ConfirmAppointment>(o => o.RunAsync(world.Reception, new(id)))).Succeeded,
        "moved" => (await Do<MoveAppointment>(o => o.RunAsync(world.Reception, new() { AppointmentId = id, RoomId = world.Rooms[2] }))).Succeeded,
        _ => (await world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(world.Reception, new() { AppointmentId = id, CancelledBy = CancelledBy.Client, Reason = "Ill" }))).Succeeded,
    };

    private BookingRequest Full() => world.Booking(10) with
    {
        LearnerId = world.Learner,
        ServiceCodeId = world.Service,
        Notes = "Ring twice",
        AllowOutsideHours = true,
        Staff = [new(world.Desk, TherapistRole.Interpreter)],
        Equipment = [new(world.Tablets, 1)],
    };

    /// <summary>All that is stored of it but stamps and version, and what it claims.</summary>
    private Task<string> WholeAsync(long id) => world.ReadAsync(async db =>
    {
        var a = await db.Appointments.Include(x => x.Staff).Include(x => x.Equipment).SingleAsync(x => x.Id == id);
        var values = db.Entry(a).Properties.Where(p => p.Metadata.Name is not ("Version" or "UpdatedAt" or "UpdatedBy")).Select(p => $"{p.Metadata.Name}={p.CurrentValue}");
        var claims = await db.Occupancies.Where(o => o.AppointmentId == id).OrderBy(o => o.Kind).ThenBy(o => o.ResourceId).ThenBy(o => o.Slice).ToListAsync();
        return string.Join('\n', [.. values, .. a.Staff.Select(s => $"{s.UserId}{s.Role}"), .. a.Equipment.Select(e => $"{e.EquipmentId}x{e.Quantity}"), .. claims.Select(o => $"{o.Kind}{o.ResourceId}@{o.Slice}")]);
    });

    private Task<Outcome<Appointment>> UndoAsync(long id) => Do<UndoChange>(o => o.RunAsync(world.Reception, new(id)));

    private Task<Outcome<Appointment>> Do<T>(Func<T, Task<Outcome<Appointment>>> act) where T : notnull => world.DoAsync(act);
}
