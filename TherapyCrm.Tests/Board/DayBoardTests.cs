using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class DayBoardTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Rooms_stand_side_by_side_with_appointments_turnarounds_and_gaps()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");

        var board = await world.ReadAsync(world.Desk);

        Assert.Equal(["Room 1", "Room 2"], board.Columns.Select(c => c.Name));
        Assert.Equal(["Gap 08:00–09:00", "Appointment 09:00–09:50", "Turnaround 09:50–10:00", "Gap 10:00–18:00"], board.Columns[0].Items.Select(BoardWorld.Say));
        Assert.Equal(["Gap 08:00–18:00"], board.Columns[1].Items.Select(BoardWorld.Say));
        var sarah = Assert.Single(board.Appointments);
        Assert.Equal(("Sarah Chow", "Individual therapy", "Lena Okafor", "Room 1", 2), (sarah.Who, sarah.Title, sarah.TherapistName, sarah.RoomName, sarah.Colour));
    }

    [Theory]
    [InlineData(BoardBy.Room)]
    [InlineData(BoardBy.Therapist)]
    [InlineData(BoardBy.Equipment)]
    public async Task Out_of_sight_nothing_but_taken_is_read(BoardBy by)
    {
        var world = await BoardWorld.MakeAsync(app);
        var device = await app.Given.SaveAsync(new Equipment { Name = "Camera", LocationId = world.Here });
        await world.BookAsync("Canary Zwitscher", "09:00", world.Lena, change: r => r with
        {
            Title = "Canarytitle",
            Notes = "Canarynotes",
            Equipment = [new(device.Id, 1)],
        });

        var board = await world.ReadAsync(world.Marc, by);

        var taken = Assert.Single(board.Columns.SelectMany(c => c.Items), i => i.Kind == BoardItemKind.Taken);
        Assert.Equal("Taken 09:00", BoardWorld.Say(taken)[..11]);
        Assert.DoesNotContain("anary", System.Text.Json.JsonSerializer.Serialize(board), StringComparison.Ordinal);
        Assert.DoesNotContain("Zwitscher", taken.Appointment!.ToString(), StringComparison.Ordinal);
        Assert.Equal((null, null, null, null), (taken.Appointment.ClientId, taken.Appointment.Who, taken.Appointment.Title, taken.Appointment.RoomName));
        if (by == BoardBy.Room) Assert.Null(taken.Appointment.TherapistName);
    }

    [Fact]
    public async Task Ones_own_appointments_are_seen_among_those_of_others()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00", world.Lena);
        await world.BookAsync("Tom Reed", "09:00", world.Marc, room: 1);

        var board = await world.ReadAsync(world.Marc);

        Assert.Equal(["Tom Reed"], board.Appointments.Where(a => a.IsSeen).Select(a => a.Who));
    }

    [Fact]
    public async Task A_group_names_none_of_its_members()
    {
        var world = await BoardWorld.MakeAsync(app);
        var (first, second) = (await world.ClientAsync("Sarah Chow"), await world.ClientAsync("Tom Reed"));
        await world.BookAsync("Sarah Chow", "09:00", change: r => r with
        {
            IsGroupSession = true,
            MaxParticipants = 6,
            Participants = [new(first.Id, null), new(second.Id, null)],
        });

        var group = Assert.Single((await world.ReadAsync(world.Desk)).Appointments);

        Assert.Null(group.Who);
        Assert.Equal((2, 6), (group.Participants, group.MaxParticipants));
    }

    [Fact]
    public async Task Initials_stand_for_names_and_for_titles_typed_by_hand()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00", change: r => r with { Title = "Intake Sarah" });

        var sarah = Assert.Single((await world.ReadAsync(world.Desk, initials: true)).Appointments);

        Assert.Equal(("S. C.", "Individual therapy"), (sarah.Who, sarah.Title));
    }

    [Fact]
    public async Task The_practices_own_setting_asks_for_initials_too()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.BoardShowsInitials.Key, Value = "1" });

        Assert.Equal("S. C.", Assert.Single((await world.ReadAsync(world.Desk)).Appointments).Who);
    }

    [Fact]
    public async Task A_holiday_says_why_and_offers_nothing()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        await app.Given.SaveAsync(new Closure { Name = "Founders' day", FirstDay = BoardWorld.Monday, LastDay = BoardWorld.Monday });

        var board = await world.ReadAsync(world.Desk);

        Assert.Equal("Founders' day", board.ClosedFor);
        Assert.DoesNotContain(board.Columns.SelectMany(c => c.Items), i => i.Kind == BoardItemKind.Gap);
        Assert.Single(board.Appointments);
        Assert.Null((await world.ReadAsync(world.Desk, day: BoardWorld.Monday.PlusDays(1))).ClosedFor);
    }

    [Fact]
    public async Task What_overlaps_lies_side_by_side()
    {
        var world = await BoardWorld.MakeAsync(app);
        await app.Given.UserPermissionAsync(world.Desk.Id, Permission.Overbook, granted: true, Reach.Any);
        await world.BookAsync("Sarah Chow", "09:00", world.Lena);
        await world.BookAsync("Tom Reed", "09:30", world.Marc, change: r => r with { OverbookReason = "Both agreed to share" });

        var items = (await world.ReadAsync(world.Desk)).Columns[0].Items.Where(i => i.Kind == BoardItemKind.Appointment).ToList();

        Assert.Equal([(1, 2), (2, 2)], items.Select(i => (i.Lane, i.Lanes)));
        Assert.Equal([false, true], items.Select(i => i.Appointment!.IsOverbooked));
    }

    [Fact]
    public async Task Working_hours_and_time_off_shape_a_therapists_day()
    {
        var world = await BoardWorld.MakeAsync(app);
        await app.Given.SaveAsync(new WorkingHours { UserId = world.Lena.Id, LocationId = world.Here, DayOfWeek = IsoDayOfWeek.Monday, StartsAt = new(9, 0), EndsAt = new(15, 0) });
        await app.Given.SaveAsync(new WorkingHours { UserId = world.Marc.Id, LocationId = world.Here, DayOfWeek = IsoDayOfWeek.Tuesday, StartsAt = new(9, 0), EndsAt = new(15, 0) });
        await app.Given.SaveAsync(new TimeOff { UserId = world.Lena.Id, StartsAt = At("13:00"), EndsAt = At("14:00") });

        var board = await world.ReadAsync(world.Desk, BoardBy.Therapist);

        Assert.Equal(["Closed 08:00–09:00", "Gap 09:00–13:00", "Away 13:00–14:00", "Gap 14:00–15:00", "Closed 15:00–18:00"],
            Assert.Single(board.Columns).Items.Select(BoardWorld.Say));
        Assert.Equal(["Marc Tremblay"], board.NotHere);
    }

    [Fact]
    public async Task A_therapist_at_another_location_is_taken_here()
    {
        var world = await BoardWorld.MakeAsync(app);
        var there = await app.Given.LocationAsync("Harbour", "America/Vancouver");
        var room = await app.Given.RoomAsync("Quay", there.Id);
        await world.BookAsync("Sarah Chow", "09:00", change: r => r with { LocationId = there.Id, RoomId = room.Id });

        var lena = (await world.ReadAsync(world.Desk, BoardBy.Therapist)).Columns[0];

        Assert.Equal(["Gap 08:00–09:00", "Elsewhere 09:00–09:50", "Gap 09:50–18:00"], lena.Items.Select(BoardWorld.Say));
    }

    [Fact]
    public async Task A_visit_online_has_a_column_of_its_own()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00", room: null);

        var column = (await world.ReadAsync(world.Desk)).Columns[^1];

        Assert.Null(column.Kind);
        Assert.Equal(["Appointment 09:00–09:50"], column.Items.Select(BoardWorld.Say));
    }

    [Fact]
    public async Task A_device_is_free_while_a_piece_of_it_is()
    {
        var world = await BoardWorld.MakeAsync(app);
        var tablet = await app.Given.SaveAsync(new Equipment { Name = "Tablet", Quantity = 2, LocationId = world.Here });
        await world.BookAsync("Sarah Chow", "09:00", world.Lena, change: r => r with { Equipment = [new(tablet.Id, 1)] });
        await world.BookAsync("Tom Reed", "09:00", world.Marc, room: 1, change: r => r with { Equipment = [new(tablet.Id, 1)] }, minutes: 30);

        var gaps = Assert.Single((await world.ReadAsync(world.Desk, BoardBy.Equipment)).Columns).Items.Where(i => i.Kind == BoardItemKind.Gap);

        Assert.Equal([("Gap 08:00–09:00", 2), ("Gap 09:30–18:00", 1)], gaps.Select(g => (BoardWorld.Say(g), g.Pieces)));
    }

    [Fact]
    public async Task The_shown_hours_reach_as_far_as_the_bookings()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "19:30");

        Assert.Equal((new LocalTime(8, 0), new LocalTime(21, 0)), await world.ReadAsync(world.Desk) is var b ? (b.Shown.Start, b.Shown.End) : default);
    }

    [Fact]
    public async Task A_block_takes_the_room_and_its_people()
    {
        var world = await BoardWorld.MakeAsync(app);
        var block = new Block { Title = "Team meeting", Kind = BlockKind.Meeting, LocationId = world.Here, RoomId = world.Rooms[0].Id };
        block.PlaceAt(BoardWorld.Monday + new LocalTime(12, 0), "America/Vancouver", 60, At("12:00"));
        block.Staff.Add(new BlockStaff { UserId = world.Lena.Id });
        await app.Given.SaveAsync(block);

        Assert.Contains("Block 12:00–13:00", (await world.ReadAsync(world.Desk)).Columns[0].Items.Select(BoardWorld.Say));
        Assert.Contains("Block 12:00–13:00", (await world.ReadAsync(world.Desk, BoardBy.Therapist)).Columns[0].Items.Select(BoardWorld.Say));
    }

    [Fact]
    public async Task Who_may_not_see_appointments_gets_no_board()
    {
        var world = await BoardWorld.MakeAsync(app);
        var nobody = await app.Given.StaffAsync();

        await Assert.ThrowsAsync<ForbiddenException>(() => world.ReadAsync(nobody));
    }

    private static Instant At(string time) => Zones.ToInstant(BoardWorld.Monday + BoardWorld.Time(time), "America/Vancouver");
}
