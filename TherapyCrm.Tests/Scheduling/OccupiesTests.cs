using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>What an appointment holds, while which status lasts, and what a refusal tells whom (domain.md §3).</summary>
public sealed class OccupiesTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(AppointmentStatus.Scheduled, true)]
    [InlineData(AppointmentStatus.Confirmed, true)]
    [InlineData(AppointmentStatus.Completed, true)]
    [InlineData(AppointmentStatus.NoShow, true)]
    [InlineData(AppointmentStatus.Cancelled, false)]
    public async Task Every_status_but_cancelled_occupies(AppointmentStatus status, bool occupies)
    {
        var booked = await world.BookedAsync(world.Booking(9));
        var done = status switch
        {
            AppointmentStatus.Confirmed => (await Do<ConfirmAppointment>(o => o.RunAsync(world.Reception, new(booked.Id)))).Succeeded,
            AppointmentStatus.Completed => (await Do<CompleteAppointment>(o => o.RunAsync(world.Reception, new(booked.Id)))).Succeeded,
            AppointmentStatus.NoShow => (await Do<MarkMissed>(o => o.RunAsync(world.Reception, new(booked.Id)))).Succeeded,
            AppointmentStatus.Cancelled => (await world.DoAsync<CancelAppointment, Outcome<Cancellation>>(o => o.RunAsync(world.Reception,
                new() { AppointmentId = booked.Id, CancelledBy = CancelledBy.Practice, Reason = "Ill" }))).Succeeded,
            _ => true,
        };
        Assert.True(done);
        Assert.Equal(occupies ? ["therapistId", "roomId", "clientId"] : [], (await world.BookAsync(world.Booking(9))).Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task Every_participant_of_a_group_is_taken_as_client_or_as_learner()
    {
        var group = world.Booking(10, client: 1, therapist: world.Lee, room: 1) with
        {
            IsGroupSession = true,
            Participants = [new(world.Clients[2], null), new(world.Clients[0], world.Learner)],
        };
        await world.BookedAsync(group);
        Assert.Equal(["clientId"], (await world.BookAsync(world.Booking(10, client: 2))).Problems.Select(p => p.Field));
        Assert.Equal(["learnerId"], (await world.BookAsync(world.Booking(10) with { LearnerId = world.Learner })).Problems.Select(p => p.Field));
        await world.BookedAsync(world.Booking(10));
    }

    [Fact]
    public async Task A_client_there_with_one_learner_is_taken_for_the_other_and_the_refusal_says_so()
    {
        var sibling = new Domain.Clients.Learner { ClientId = world.Clients[0], FirstName = "Eve", LastName = "Client" };
        await world.ChangeAsync(db => db.Add(sibling));
        await world.BookedAsync(world.Booking(10) with { LearnerId = world.Learner });
        var second = world.Booking(10, therapist: world.Lee, room: 1) with { LearnerId = sibling.Id };
        var problem = Assert.Single((await world.BookAsync(second)).Problems);
        Assert.Equal(("clientId", "Ana Client is taken 10:00–10:50 with another learner. To see both at once, use a group or overbook on purpose."), (problem.Field, problem.ToString()));
        Assert.NotNull((await world.BookedAsync(second with { OverbookReason = "Both at once" }, world.Admin)).OverbookReason);
    }

    [Fact]
    public async Task Who_may_not_see_the_other_appointment_learns_that_it_is_taken_and_no_more()
    {
        await world.ChangeAsync(db => db.Clients.Single(c => c.Id == world.Clients[1]).TherapistId = world.Lee);
        await world.BookedAsync(world.Booking(10));
        var problem = Assert.Single((await world.BookAsync(world.Booking(10, client: 1, therapist: world.Lee), world.Person(world.Lee, UserRole.Therapist))).Problems);
        var conflict = Assert.Single(((ConflictDetail)problem.Detail!).Conflicts);
        Assert.Equal(("Room 1 is taken 10:00–10:50.", "Room 1", null, null), (problem.ToString(), conflict.Name, conflict.With, conflict.AppointmentId));
    }

    private Task<Outcome<Appointment>> Do<T>(Func<T, Task<Outcome<Appointment>>> act) where T : notnull => world.DoAsync(act);
}
