using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;
using TherapyCrm.Tests.SqlServer;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>The longest series and the largest group there can be. <see cref="CommandLimits"/> looks at every command of these tests.</summary>
public sealed class LongSeriesTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Three_hundred_dates_are_looked_at_booked_moved_and_cancelled_in_few_and_small_questions()
    {
        var watch = Stopwatch.StartNew();
        var series = (await BookAsync(Longest())).Value!;
        Assert.Equal(300, series.Dates.Count(d => d.Outcome == SeriesDateOutcome.Booked));
        Assert.Equal(300 * 10 * 6, await world.ReadAsync(db => db.Occupancies.CountAsync()));
        var first = series.Dates[0].AppointmentId!.Value;
        var onTop = (await world.DoAsync<PreviewSeries, Outcome<SeriesPreview>>(o => o.RunAsync(world.Reception, Longest()))).Value!;
        Assert.Equal((300, 300), (onTop.Dates.Count, onTop.Problems));
        Assert.All(onTop.Dates, d => Assert.Equal((new LocalTime(10, 0), 5), (d.Start.TimeOfDay, d.Problems.Count)));
        var moved = (await world.DoAsync<ChangeSeries, Outcome<SeriesChanged>>(o => o.RunAsync(world.Reception,
            new() { AppointmentId = first, Scope = SeriesScope.All, Time = new(10, 30), RoomId = world.Rooms[1] }))).Value!;
        Assert.Equal(300, moved.Changes);
        var cancelled = await world.DoAsync<CancelSeries, Outcome<IReadOnlyList<Cancellation>>>(o => o.RunAsync(world.Reception,
            new() { AppointmentId = first, Scope = SeriesScope.All, CancelledBy = CancelledBy.Client, Reason = "Moved away" }));
        Assert.Equal(300, cancelled.Value!.Count);
        Assert.Equal(0, await world.ReadAsync(db => db.Occupancies.CountAsync()));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_largest_group_is_booked_moved_and_in_the_way_of_itself()
    {
        var members = Enumerable.Range(1, 200).Select(i => new Domain.Clients.Client { FirstName = "Member", LastName = $"No{i}", FileNumber = $"G{i}", Phone = "555" }).ToList();
        await world.ChangeAsync(db => db.AddRange(members));
        var group = world.Booking() with { IsGroupSession = true, Participants = [.. members.Select(m => new ParticipantWanted(m.Id, null))] };
        var booked = await world.BookedAsync(group);
        var again = await world.BookAsync(group with { TherapistId = world.Lee, RoomId = world.Rooms[1] });
        Assert.Equal(201, again.Problems.Count);
        Assert.True((await world.DoAsync<MoveAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new() { AppointmentId = booked.Id, Start = booked.LocalStart.PlusHours(1) }))).Succeeded);
    }

    [Fact]
    public async Task A_command_with_too_many_parameters_for_SQL_Server_is_refused()
    {
        var ids = Enumerable.Range(1, CommandLimits.Most + 1).Select(i => (object)i).ToArray();
        var sql = "DELETE FROM commands WHERE user_id IN (" + string.Join(',', ids.Select((_, i) => $"{{{i}}}")) + ")";
        var refused = await Assert.ThrowsAsync<TSqlRefusedException>(() => world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, ids)));
        Assert.Contains("8003", refused.Message, StringComparison.Ordinal);
    }

    private SeriesRequest Longest() => new()
    {
        Booking = world.Booking() with { LearnerId = world.Learner, Equipment = [new(world.Tablets, 2)], ServiceCodeId = null },
        Rule = new()
        {
            Frequency = RecurrenceFrequency.Weekly,
            DaysOfWeek = [IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday],
            StartDate = ScheduleWorld.Today,
            StartTime = new(10, 0),
            DurationMinutes = 50,
            OccurrenceCount = 300,
        },
    };

    private Task<Outcome<BookedSeries>> BookAsync(SeriesRequest request) => world.DoAsync<BookSeries, Outcome<BookedSeries>>(o => o.RunAsync(world.Reception, request));
}
