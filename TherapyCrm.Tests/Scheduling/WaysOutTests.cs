using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Scheduling;

public sealed class WaysOutTests : IDisposable
{
    private readonly ScheduleWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_taken_room_offers_other_rooms_and_later_times()
    {
        await world.BookedAsync(world.Booking(14));
        var outcome = await world.BookAsync(world.Booking(14, 30, client: 1, therapist: world.Lee));
        var ways = ((ConflictDetail)outcome.Problems[0].Detail!).Alternatives;
        Assert.Equal(["OtherRoom 14:30 Room 2", "OtherRoom 14:30 Room 3", "Earlier 13:10 Room 1", "LaterHere 14:50 Room 1", "LaterHere 15:20 Room 1", "Later 14:35 Room 2", "Later 15:05 Room 1"],
            ways.Select(w => $"{w.Way} {w.Start:HH:mm} {w.RoomName}"));
        foreach (var way in ways)
            Assert.True((await CheckAsync(world.Booking(14, client: 1, therapist: world.Lee) with { Start = way.Start, RoomId = way.RoomId })).IsFree);
    }

    [Fact]
    public async Task A_taken_therapist_offers_no_other_room_but_times_inside_the_hours()
    {
        await world.BookedAsync(world.Booking(17));
        var outcome = await world.BookAsync(world.Booking(17, client: 1, room: 1));
        var ways = ((ConflictDetail)outcome.Problems[0].Detail!).Alternatives;
        Assert.True(ways.Count >= 3);
        Assert.DoesNotContain(ways, w => w.Way == WayOut.OtherRoom);
        Assert.Equal((WayOut.Earlier, ScheduleWorld.Today.At(new(16, 10)), "Room 2"), (ways[0].Way, ways[0].Start, ways[0].RoomName));
        Assert.Equal(ScheduleWorld.Today.PlusDays(1).At(new(8, 0)), ways[1].Start);
    }

    [Theory]
    [InlineData(9, 7, "09:10 Room 1")]
    [InlineData(9, 11, "09:55 Room 2")]
    [InlineData(9, 58, null)]
    [InlineData(23, 0, "09:10 Room 1")]
    public async Task The_nearest_earlier_time_of_the_day_is_offered_but_none_that_is_past(int hour, int minute, string? expected)
    {
        await world.BookedAsync(world.Booking(10));
        world.Now = ScheduleWorld.Morning + Duration.FromMinutes(((hour - 9) * 60) + minute - (hour == 23 ? 24 * 60 : 0));
        var ways = (await CheckAsync(world.Booking(10, client: 1, therapist: world.Lee))).Alternatives;
        Assert.Equal(expected, ways.Where(w => w.Way == WayOut.Earlier).Select(w => $"{w.Start:HH:mm} {w.RoomName}").SingleOrDefault());
        Assert.True(ways.Count >= 3);
    }

    [Fact]
    public async Task Where_the_room_is_full_all_morning_an_earlier_time_is_in_another()
    {
        await world.DoAsync<BookBlock, Outcome<Block>>(o => o.RunAsync(world.Reception, new()
        {
            Title = "Painters", Kind = BlockKind.Meeting, LocationId = world.Location, Start = ScheduleWorld.Today.At(new(8, 0)), Minutes = 720, RoomId = world.Rooms[0], Staff = [],
        }));
        var ways = (await CheckAsync(world.Booking(14))).Alternatives;
        Assert.Equal(("13:55", "Room 2"), ways.Where(w => w.Way == WayOut.Earlier).Select(w => ($"{w.Start:HH:mm}", w.RoomName)).Single());
    }

    [Fact]
    public async Task Checking_answers_like_booking_and_saves_nothing()
    {
        var booked = await world.BookedAsync(world.Booking(14));
        var answer = await CheckAsync(world.Booking(14, 30, client: 1, therapist: world.Lee));
        Assert.Equal("Room 1 is taken 14:00–14:50.", Assert.Single(answer.Conflicts).ToString());
        Assert.Single((await CheckAsync(world.Booking(20))).Warnings);
        Assert.True((await CheckAsync(world.Booking(14, 30), booked.Id)).IsFree);
        await world.BookedAsync(world.Booking(15));
    }

    [Fact]
    public async Task The_next_that_fits_suits_therapist_room_device_client_and_wishes()
    {
        await world.BookedAsync(world.Booking(9, 15, client: 1, room: 0) with { Equipment = [new(world.Tablets, 3)] });
        var first = await FitsAsync(Wish() with { ClientId = world.Clients[0], TherapistId = world.Kim, Equipment = [new(world.Tablets, 1)] });
        Assert.Equal((ScheduleWorld.Today.At(new(10, 15)), "Room 1"), (first[0].Start, first[0].RoomName));
        Assert.Equal(5, first.Count);
        Assert.Equal("Lee Staff", (await FitsAsync(Wish() with { Earliest = new(9, 15), Latest = new(10, 15) }))[0].TherapistName);
        var tuesday = await FitsAsync(Wish() with { Days = [IsoDayOfWeek.Tuesday], Earliest = new(13, 10), Most = 40, TherapistId = world.Lee });
        Assert.Equal(40, tuesday.Count);
        Assert.All(tuesday, f => Assert.True(f.Start.DayOfWeek == IsoDayOfWeek.Tuesday && f.Start.Hour >= 13 && f.Start.PlusMinutes(50).TimeOfDay <= new LocalTime(18, 0)));
    }

    [Fact]
    public async Task A_skill_a_language_time_off_and_a_closure_narrow_it()
    {
        var skill = new Skill { Name = "EMDR" };
        await world.ChangeAsync(db => db.Add(skill));
        await world.ChangeAsync(db =>
        {
            db.Add(new StaffSkill { UserId = world.Lee, SkillId = skill.Id });
            db.Users.Single(u => u.Id == world.Lee).SecondaryLanguages = "FR,PA";
            db.Add(new Closure { Name = "Fair", FirstDay = ScheduleWorld.Today, LastDay = ScheduleWorld.Today });
            db.Add(new TimeOff { UserId = world.Lee, StartsAt = world.Now, EndsAt = world.Now + Duration.FromHours(25) });
        });
        var fits = await FitsAsync(Wish() with { SkillId = skill.Id, Language = LanguageCode.Pa });
        Assert.Equal((ScheduleWorld.Today.PlusDays(1).At(new(10, 0)), world.Lee), (fits[0].Start, fits[0].TherapistId));
        Assert.Empty(await FitsAsync(Wish() with { SkillId = skill.Id, Language = LanguageCode.De }));
    }

    private NextThatFits.Request Wish() => new() { LocationId = world.Location, Minutes = 50 };

    private async Task<IReadOnlyList<Fit>> FitsAsync(NextThatFits.Request request) =>
        (await world.DoAsync<NextThatFits, Outcome<IReadOnlyList<Fit>>>(o => o.RunAsync(world.Reception, request))).Value!;

    private async Task<CheckConflicts.Answer> CheckAsync(BookingRequest booking, long? id = null) =>
        (await world.DoAsync<CheckConflicts, Outcome<CheckConflicts.Answer>>(o => o.RunAsync(world.Reception, new(booking, id)))).Value!;
}
