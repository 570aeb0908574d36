using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Tests.Scheduling;

public sealed class SeriesTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task The_preview_names_each_problem_and_books_nothing()
    {
        await TakeAsync(1);
        await world.ChangeAsync(db => db.Add(new Closure { Name = "Fair", FirstDay = Week(2), LastDay = Week(2) }));
        var preview = (await world.DoAsync<PreviewSeries, Outcome<SeriesPreview>>(o => o.RunAsync(world.Reception, Weekly(4)))).Value!;
        Assert.Equal([SeriesDateState.Free, SeriesDateState.Conflict, SeriesDateState.Warning, SeriesDateState.Free], preview.Dates.Select(d => d.State));
        Assert.Equal("Room 1 is taken 10:00–10:50.", preview.Dates[1].Problems[0].ToString());
        Assert.Equal(["Room 2", "Room 3"], preview.Dates[1].FreeRooms.Select(r => r.Name));
        Assert.Equal(2, preview.Problems);
        Assert.Equal(1, await world.ReadAsync(db => db.Appointments.CountAsync()));
    }

    [Fact]
    public async Task Reporting_saves_nothing()
    {
        await TakeAsync(1);
        var outcome = await BookAsync(Weekly(4));
        Assert.Equal("1 of 4 dates have a problem.", Assert.Single(outcome.Problems).ToString());
        Assert.Equal(1, Assert.IsType<SeriesPreview>(outcome.Problems[0].Detail).Problems);
        Assert.Equal(0, await world.ReadAsync(db => db.RecurrencePatterns.CountAsync()));
    }

    [Fact]
    public async Task Each_date_is_kept_moved_skipped_or_set_aside_as_decided()
    {
        await TakeAsync(1);
        var series = (await BookAsync(Weekly(5) with
        {
            OnConflict = OnConflict.Place,
            Decisions =
            [
                new(Week(1), SeriesChoice.Keep) { RoomId = world.Rooms[1] }, new(Week(2), SeriesChoice.Skip),
                new(Week(3), SeriesChoice.SetAside), new(Week(4), SeriesChoice.Keep) { Start = Week(4).At(new(15, 0)) },
            ],
        })).Value!;
        Assert.Equal(["BOOKED", "BOOKED", "SKIPPED", "TO_PLACE", "BOOKED"], series.Dates.Select(d => StoredText.Of(d.Outcome)));
        var rows = await world.ReadAsync(db => db.Appointments.Where(a => a.RecurrencePatternId == series.SeriesId).OrderBy(a => a.StartTime).ToListAsync());
        Assert.Equal([world.Rooms[0], world.Rooms[1], world.Rooms[0]], rows.Select(r => r.RoomId!.Value));
        Assert.Equal([null, rows[0].Id, rows[0].Id], rows.Select(r => r.ParentAppointmentId));
        Assert.Equal(new LocalTime(15, 0), rows[2].LocalStart.TimeOfDay);
        Assert.All(rows, r => Assert.True(r.IsRecurring));
        Assert.Equal(5, await world.ReadAsync(db => db.SeriesDates.CountAsync()));
    }

    [Fact]
    public async Task A_date_to_place_waits_on_a_list_until_it_is_booked()
    {
        await TakeAsync(1);
        var series = (await BookAsync(Weekly(3) with { OnConflict = OnConflict.Place })).Value!;
        var waiting = Assert.Single(await world.DoAsync<ToPlace, IReadOnlyList<DateToPlace>>(o => o.ListAsync(world.Reception, world.Location)));
        Assert.Equal((Week(1), "Room taken", "Ana Client"), (waiting.Date, waiting.Problem, waiting.ClientName));
        Assert.False((await PlaceAsync(new(waiting.SeriesDateId))).Succeeded);
        var placed = (await PlaceAsync(new(waiting.SeriesDateId, waiting.Version, waiting.Wanted with { RoomId = world.Rooms[2] }))).Value!;
        Assert.Equal(series.SeriesId, placed.RecurrencePatternId);
        Assert.Empty(await world.DoAsync<ToPlace, IReadOnlyList<DateToPlace>>(o => o.ListAsync(world.Reception)));
        Assert.Equal("This date is placed already.", (await PlaceAsync(new(waiting.SeriesDateId))).Problems[0].ToString());
    }

    [Fact]
    public async Task A_second_press_books_no_second_series()
    {
        var actor = world.Person(world.Desk, UserRole.Receptionist, Guid.NewGuid());
        var first = (await BookAsync(Weekly(3), actor)).Value!;
        var second = (await BookAsync(Weekly(3), actor)).Value!;
        Assert.Equal(first.Dates.Select(d => d.AppointmentId), second.Dates.Select(d => d.AppointmentId));
        Assert.Equal(3, await world.ReadAsync(db => db.Appointments.CountAsync()));
    }

    [Fact]
    public async Task This_and_following_moves_but_leaves_what_was_moved_by_hand_is_past_or_completed()
    {
        var ids = await SeriesAsync(6);
        await world.DoAsync<MoveAppointment, Outcome<Appointment>>(o => o.RunAsync(world.Reception, new() { AppointmentId = ids[3], RoomId = world.Rooms[1] }));
        var request = new SeriesChangeRequest { AppointmentId = ids[1], Scope = SeriesScope.Following, Time = new(10, 30), RoomId = world.Rooms[2] };
        var preview = (await world.DoAsync<PreviewSeriesChange, Outcome<SeriesChanged>>(o => o.RunAsync(world.Reception, request))).Value!;
        Assert.Equal((4, 0), (preview.Changes, preview.Problems));
        Assert.Equal(LeftAlone.MovedByHand, preview.Dates.Single(d => d.AppointmentId == ids[3]).LeftAlone);
        var changed = (await ChangeAsync(request)).Value!;
        Assert.Equal(4, changed.Changes);
        var rows = await world.ReadAsync(db => db.Appointments.OrderBy(a => a.StartTime).Select(a => new { a.LocalStart, a.RoomId }).ToListAsync());
        Assert.Equal(["10:00", "10:30", "10:30", "10:00", "10:30", "10:30"], rows.Select(r => r.LocalStart.ToString("HH:mm", null)));
        Assert.Equal(5, (await ChangeAsync(request with { Time = new(11, 0), Picked = [ids[3]] })).Value!.Changes);
    }

    [Fact]
    public async Task Occurrences_may_move_onto_each_others_times()
    {
        var rule = Weekly(4).Rule with { Frequency = RecurrenceFrequency.Daily };
        var ids = (await BookAsync(Weekly(4) with { Rule = rule })).Value!.Dates.Select(d => d.AppointmentId!.Value).ToList();
        var changed = await ChangeAsync(new() { AppointmentId = ids[0], Scope = SeriesScope.All, DayShift = 1 });
        Assert.Equal(4, changed.Value!.Changes);
        Assert.Equal(ScheduleWorld.Today.PlusDays(1), await world.ReadAsync(db => db.Appointments.Where(a => a.Id == ids[0]).Select(a => a.LocalStart).SingleAsync()).ContinueWith(t => t.Result.Date, TaskScheduler.Default));
        await world.BookedAsync(world.Booking(10));
        Assert.Equal(40, await world.ReadAsync(db => db.Occupancies.CountAsync(o => o.Kind == OccupancyKind.Room && o.AppointmentId != null && ids.Contains(o.AppointmentId!.Value))));
    }

    [Fact]
    public async Task A_change_that_clashes_is_reported_kept_or_set_aside()
    {
        var ids = await SeriesAsync(3);
        await world.BookedAsync(world.Booking(14, client: 1, therapist: world.Lee) with { Start = Week(1).At(new(14, 0)) });
        var request = new SeriesChangeRequest { AppointmentId = ids[0], Scope = SeriesScope.All, Time = new(14, 0) };
        var refused = await ChangeAsync(request);
        Assert.Equal("1 of 3 dates have a problem.", refused.Problems[0].ToString());
        Assert.Equal("Room 1 is taken 14:00–14:50.", ((SeriesChanged)refused.Problems[0].Detail!).Dates[1].Problems[0].ToString());
        var kept = (await ChangeAsync(request with { OnConflict = OnChangeConflict.Keep })).Value!;
        Assert.Equal([SeriesChangeOutcome.Changed, SeriesChangeOutcome.Kept, SeriesChangeOutcome.Changed], kept.Dates.Select(d => d.Outcome));
        var aside = (await ChangeAsync(request with { Decisions = [new(ids[1], OnChangeConflict.SetAside)] })).Value!;
        Assert.Equal(SeriesChangeOutcome.SetAside, aside.Dates[1].Outcome);
        Assert.Equal(Week(1), Assert.Single(await world.DoAsync<ToPlace, IReadOnlyList<DateToPlace>>(o => o.ListAsync(world.Reception))).Date);
    }

    [Fact]
    public async Task Cancelling_the_rest_frees_it_and_drops_what_was_to_place()
    {
        await TakeAsync(3);
        var series = (await BookAsync(Weekly(5) with { OnConflict = OnConflict.Place })).Value!;
        var second = series.Dates[1].AppointmentId!.Value;
        var cancelled = (await world.DoAsync<CancelSeries, Outcome<IReadOnlyList<Cancellation>>>(o => o.RunAsync(world.Reception,
            new() { AppointmentId = second, Scope = SeriesScope.Following, CancelledBy = CancelledBy.Practice, Reason = "Moved away" }))).Value!;
        Assert.Equal(3, cancelled.Count);
        Assert.Empty(await world.DoAsync<ToPlace, IReadOnlyList<DateToPlace>>(o => o.ListAsync(world.Reception)));
        await world.BookedAsync(world.Booking(10) with { Start = Week(1).At(new(10, 0)) });
    }

    private static LocalDate Week(int number) => ScheduleWorld.Today.PlusWeeks(number);

    private SeriesRequest Weekly(int count) => new()
    {
        Booking = world.Booking(),
        Rule = new() { Frequency = RecurrenceFrequency.Weekly, StartDate = ScheduleWorld.Today, StartTime = new(10, 0), DurationMinutes = 50, OccurrenceCount = count },
    };

    private Task<Appointment> TakeAsync(int week) => world.BookedAsync(world.Booking(10, client: 1, therapist: world.Lee) with { Start = Week(week).At(new(10, 0)) });

    private async Task<List<long>> SeriesAsync(int count) => [.. (await BookAsync(Weekly(count))).Value!.Dates.Select(d => d.AppointmentId!.Value)];

    private Task<Outcome<BookedSeries>> BookAsync(SeriesRequest request, Actor? actor = null) =>
        world.DoAsync<BookSeries, Outcome<BookedSeries>>(o => o.RunAsync(actor ?? world.Reception, request));

    private Task<Outcome<SeriesChanged>> ChangeAsync(SeriesChangeRequest request) => world.DoAsync<ChangeSeries, Outcome<SeriesChanged>>(o => o.RunAsync(world.Reception, request));

    private Task<Outcome<Appointment>> PlaceAsync(PlaceSeriesDate.Request request) => world.DoAsync<PlaceSeriesDate, Outcome<Appointment>>(o => o.RunAsync(world.Reception, request));
}
