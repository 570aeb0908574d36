using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class BookingRaceTests : IDisposable
{
    private const int Contenders = 100;
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Of_a_hundred_at_the_same_instant_one_gets_the_room_and_the_others_are_told_why()
    {
        var outcomes = await RaceAsync();
        Assert.Single(outcomes, o => o.Succeeded);
        Assert.All(outcomes.Where(o => !o.Succeeded), o =>
        {
            Assert.Contains(o.Problems, p => p.ToString() == "Room 1 is taken 10:00–10:50.");
            Assert.NotEmpty(Assert.IsType<ConflictDetail>(o.Problems[0].Detail).Alternatives);
        });
        Assert.Equal(1, await world.ReadAsync(db => db.Appointments.CountAsync()));
        Assert.Equal(10, await world.ReadAsync(db => db.Occupancies.CountAsync(o => o.Kind == OccupancyKind.Room)));
    }

    [Fact]
    public async Task It_is_the_key_that_decides_without_it_the_room_is_booked_twice()
    {
        await world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE keyless AS SELECT * FROM occupancies; DROP TABLE occupancies; ALTER TABLE keyless RENAME TO occupancies;"));
        Assert.InRange((await RaceAsync()).Count(o => o.Succeeded), 2, Contenders);
    }

    [Fact]
    public async Task Of_ten_who_want_one_of_three_tablets_three_get_one()
    {
        await world.ChangeAsync(db =>
        {
            for (var i = 0; i < 10; i++)
            {
                db.Add(new TherapyCrm.Domain.Practice.StaffMember { FirstName = "T", LastName = $"{i}", UserName = $"t{i}", Email = $"t{i}@test.test", IsBookable = true });
                db.Add(new TherapyCrm.Domain.Clients.Client { FirstName = "C", LastName = $"{i}", FileNumber = $"1{i}", Phone = "5" });
            }
        });
        var people = await world.ReadAsync(db => db.Users.Where(u => u.FirstName == "T").Select(u => u.Id).ToListAsync());
        var clients = await world.ReadAsync(db => db.Clients.Where(u => u.FirstName == "C").Select(u => u.Id).ToListAsync());
        var outcomes = await TogetherAsync(10, i => world.BookAsync(world.Booking() with
        {
            ClientId = clients[i],
            TherapistId = people[i],
            RoomId = null,
            Place = AppointmentPlace.Online,
            Equipment = [new(world.Tablets, 1)],
            AllowOutsideHours = true,
        }));
        Assert.Equal(3, outcomes.Count(o => o.Succeeded));
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal("equipment", o.Problems[0].Field));
    }

    private Task<Outcome<Appointment>[]> RaceAsync() => TogetherAsync(Contenders, _ => world.BookAsync(world.Booking()));

    /// <summary>Threads of their own that start together, so that no pool puts them in line.</summary>
    private static async Task<Outcome<Appointment>[]> TogetherAsync(int count, Func<int, Task<Outcome<Appointment>>> act)
    {
        using var start = new Barrier(count);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            return act(i).GetAwaiter().GetResult();
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
