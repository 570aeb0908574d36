using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class BookAppointmentTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Touching_bookings_do_not_clash()
    {
        await world.BookedAsync(world.Booking(10) with { Minutes = 60 });
        await world.BookedAsync(world.Booking(11));
        await world.BookedAsync(world.Booking(9) with { Minutes = 60 });
    }

    [Fact]
    public async Task Where_nothing_says_how_long_the_clients_usual_length_counts_and_a_service_before_it()
    {
        var asked = world.Booking(10) with { Minutes = null, Title = "Session" };
        Assert.Equal(["durationMinutes"], (await world.BookAsync(asked)).Problems.Select(p => p.Field));
        await world.ReadAsync(db => db.Clients.Where(c => c.Id == world.Clients[0]).ExecuteUpdateAsync(u => u.SetProperty(c => c.DefaultDuration, 45)));
        Assert.Equal(45, (await world.BookedAsync(asked)).DurationMinutes);
        Assert.Equal(50, (await world.BookedAsync(world.Booking(12) with { Minutes = null, ServiceCodeId = world.Service })).DurationMinutes);
        Assert.Equal(30, (await world.BookedAsync(world.Booking(14) with { Minutes = 30 })).DurationMinutes);
    }

    [Fact]
    public async Task A_busy_room_is_not_booked_again_and_the_refusal_says_who_what_when()
    {
        await world.BookedAsync(world.Booking(14));
        var outcome = await world.BookAsync(world.Booking(14, 30, client: 1, therapist: world.Lee));
        var problem = Assert.Single(outcome.Problems);
        Assert.Equal(("roomId", ProblemKind.Conflict, "Room 1 is taken 14:00–14:50."), (problem.Field, problem.Kind, problem.ToString()));
        var detail = Assert.IsType<ConflictDetail>(problem.Detail);
        Assert.Equal("Ana Client", Assert.Single(detail.Conflicts).With);
    }

    [Fact]
    public async Task Therapist_client_learner_and_other_staff_are_taken_once()
    {
        await world.BookedAsync(world.Booking(10) with { LearnerId = world.Learner, Staff = [new(world.Lee, TherapistRole.Assistant)] });
        Assert.Equal(["therapistId"], (await world.BookAsync(world.Booking(10, client: 1, room: 1))).Problems.Select(p => p.Field));
        Assert.Equal(["therapistId"], (await world.BookAsync(world.Booking(10, client: 1, room: 1, therapist: world.Lee))).Problems.Select(p => p.Field));
        var both = await world.BookAsync(world.Booking(10, room: 1, therapist: world.Desk) with { LearnerId = world.Learner });
        Assert.Equal(["therapistId"], both.Problems.Select(p => p.Field));
        await world.ChangeAsync(db => db.Users.Single(u => u.Id == world.Desk).IsBookable = true);
        both = await world.BookAsync(world.Booking(10, room: 1, therapist: world.Desk) with { LearnerId = world.Learner, AllowOutsideHours = true });
        Assert.Equal(["clientId", "learnerId"], both.Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task Turnaround_keeps_the_room_but_not_the_client_nor_the_therapist()
    {
        await world.BookedAsync(world.Booking(10) with { ServiceCodeId = world.Service });
        Assert.Equal(["Room 1 is taken 10:00–11:00."], (await world.BookAsync(world.Booking(10, 50))).Problems.Select(p => p.ToString()));
        await world.BookedAsync(world.Booking(10, 50, room: 1));
        await world.BookedAsync(world.Booking(11, 0, client: 1, therapist: world.Lee));
    }

    [Fact]
    public async Task Turnaround_keeps_the_therapist_when_the_service_says_so()
    {
        await world.ChangeAsync(db => db.ServiceCodes.Single().TurnaroundForTherapist = true);
        await world.BookedAsync(world.Booking(10) with { ServiceCodeId = world.Service });
        Assert.Equal(["therapistId"], (await world.BookAsync(world.Booking(10, 50, room: 1))).Problems.Select(p => p.Field));
        await world.BookedAsync(world.Booking(10, 50, room: 1, therapist: world.Lee));
    }

    [Fact]
    public async Task Three_tablets_can_be_taken_three_times_at_once()
    {
        await world.BookedAsync(world.Booking(10) with { Equipment = [new(world.Tablets, 2)] });
        Assert.Equal(["equipment"], (await world.BookAsync(Second() with { Equipment = [new(world.Tablets, 2)] })).Problems.Select(p => p.Field));
        await world.BookedAsync(Second() with { Equipment = [new(world.Tablets, 1)] });
        Assert.Equal(3, await world.ReadAsync(db => db.Occupancies.Where(o => o.Kind == OccupancyKind.Equipment).Select(o => o.Unit).Distinct().CountAsync()));
        Assert.Equal(["There are only 3 of Tablet."], (await world.BookAsync(world.Booking(15) with { Equipment = [new(world.Tablets, 4)] })).Problems.Select(p => p.ToString()));

        BookingRequest Second() => world.Booking(10, client: 1, therapist: world.Lee, room: 1);
    }

    [Fact]
    public async Task A_second_press_answers_with_the_first_appointment()
    {
        var actor = world.Person(world.Desk, TherapyCrm.Domain.Access.UserRole.Receptionist, Guid.NewGuid());
        var first = await world.BookedAsync(world.Booking(), actor);
        Assert.Equal(first.Id, (await world.BookedAsync(world.Booking(), actor)).Id);
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.BookedAsync(world.Booking(12), actor with { CommandId = Guid.Empty }))));
        Assert.Single(together.Select(a => a.Id).Distinct());
    }

    [Fact]
    public async Task What_is_out_of_use_is_refused()
    {
        await world.ChangeAsync(db =>
        {
            db.Rooms.Single(r => r.Id == world.Rooms[0]).IsActive = false;
            db.Users.Single(u => u.Id == world.Kim).IsActive = false;
            db.Entry(db.Clients.Single(c => c.Id == world.Clients[0])).Property(c => c.Status).CurrentValue = ClientStatus.Archived;
            db.Equipment.Single().IsAvailable = false;
        });
        var outcome = await world.BookAsync(world.Booking() with { Equipment = [new(world.Tablets, 1)] });
        Assert.All(outcome.Problems, p => Assert.Equal(ProblemKind.Invalid, p.Kind));
        Assert.Equal(["clientId", "equipment", "roomId", "therapistId"], outcome.Problems.Select(p => p.Field).Order());
    }

    [Fact]
    public async Task Unusual_times_are_warnings_that_can_be_confirmed()
    {
        await world.ChangeAsync(db =>
        {
            db.Closures.Add(new Closure { Name = "Holiday", FirstDay = ScheduleWorld.Today, LastDay = ScheduleWorld.Today });
            db.TimeOff.Add(new TimeOff { UserId = world.Kim, StartsAt = world.Now, EndsAt = world.Now + Duration.FromHours(12) });
        });
        var outcome = await world.BookAsync(world.Booking(19));
        Assert.All(outcome.Problems, p => Assert.Equal(ProblemKind.Warning, p.Kind));
        Assert.Equal(["Closed on this day: Holiday.", "The location is not open at that time.", "Kim Staff is away at that time."], outcome.Problems.Select(p => p.ToString()));
        await world.BookedAsync(world.Booking(19) with { AllowOutsideHours = true });
        await world.ChangeAsync(db => db.StaffLocations.Remove(db.StaffLocations.Single(l => l.UserId == world.Lee)));
        outcome = await world.BookAsync(world.Booking(10, therapist: world.Lee) with { Start = ScheduleWorld.Today.PlusDays(1).At(new(10, 0)) });
        Assert.Equal("Lee Staff does not work at this location.", Assert.Single(outcome.Problems).ToString());
    }

    [Fact]
    public async Task Past_days_are_not_protected_and_marked_late()
    {
        var yesterday = world.Booking() with { Start = ScheduleWorld.Today.PlusDays(-2).At(new(10, 0)) };
        Assert.True((await world.BookedAsync(yesterday)).IsLateEntry);
        Assert.True((await world.BookedAsync(yesterday)).IsLateEntry);
        Assert.Equal(0, await world.ReadAsync(db => db.Occupancies.CountAsync()));
        Assert.True((await world.BookedAsync(world.Booking(8))).IsLateEntry);
        Assert.False((await world.BookAsync(world.Booking(8))).Succeeded);
    }

    [Fact]
    public async Task A_spring_gap_moves_the_start_and_a_doubled_hour_is_the_earlier_unless_told()
    {
        await world.ChangeAsync(db => db.Locations.Single().TimeZone = "Europe/London");
        var request = world.Booking() with { AllowOutsideHours = true };
        var spring = await world.BookedAsync(request with { Start = new(2027, 3, 28, 1, 30) });
        Assert.Equal(Instant.FromUtc(2027, 3, 28, 1, 30), spring.StartTime);
        Assert.Equal(Instant.FromUtc(2027, 3, 28, 2, 20), spring.EndTime);
        var earlier = await world.BookedAsync(request with { Start = new(2027, 10, 31, 1, 30) });
        var later = await world.BookedAsync(request with { Start = new(2027, 10, 31, 1, 30), Offset = Offset.Zero });
        Assert.Equal((Instant.FromUtc(2027, 10, 31, 0, 30), Instant.FromUtc(2027, 10, 31, 1, 30)), (earlier.StartTime, later.StartTime));
        var moved = await world.DoAsync<MoveAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new() { AppointmentId = later.Id, RoomId = world.Rooms[1], AllowOutsideHours = true }));
        Assert.Equal(later.StartTime, moved.Value!.StartTime);
    }
}
