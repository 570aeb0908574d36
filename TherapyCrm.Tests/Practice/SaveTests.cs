using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Clients;

namespace TherapyCrm.Tests.Practice;

public sealed class SaveTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    private SaveLocation.Request Main(string zone = "America/Vancouver") => new()
    {
        Id = world.LocationId, Name = "Main", Address = "1 Main", City = "Vancouver", Province = "BC", PostalCode = "V5K", TimeZone = zone, IsMainLocation = true,
    };

    [Fact]
    public async Task Only_who_manages_the_practice_changes_it()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((SaveRoom o) => o.RunAsync(world.Desk, new() { Name = "R", LocationId = world.LocationId })));
        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((PracticeSetup q) => q.RoomsAsync(world.Desk)));
    }

    [Fact]
    public async Task A_room_with_bookings_to_come_is_closed_only_after_a_yes_and_never_moved()
    {
        var client = await world.ClientAsync();
        world.Appointment(client.Id);
        var second = (await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main() with { Id = null, Name = "Second", IsMainLocation = false }))).Value!;
        var close = new SaveRoom.Request { Id = world.RoomId, Name = "Room 1", LocationId = world.LocationId, IsActive = false };

        var asked = Assert.Single((await world.RunAsync((SaveRoom o) => o.RunAsync(world.Admin, close))).Problems);
        Assert.Equal((ProblemKind.Warning, "isActive"), (asked.Kind, asked.Field));
        Assert.Equal("Sarah Chowdhury", Assert.Single(Assert.IsType<BookingsInTheWay>(asked.Detail).Rows).What);
        var moved = Assert.Single((await world.RunAsync((SaveRoom o) => o.RunAsync(world.Admin, close with { LocationId = second.Id, IsActive = true, ConfirmBookings = true }))).Problems);
        Assert.Equal((ProblemKind.Conflict, "locationId"), (moved.Kind, moved.Field));
        Assert.True((await world.RunAsync((SaveRoom o) => o.RunAsync(world.Admin, close with { ConfirmBookings = true }))).Succeeded);
    }

    [Fact]
    public async Task Two_rooms_of_a_location_do_not_bear_one_name() =>
        Assert.Equal("name", Assert.Single((await world.RunAsync((SaveRoom o) => o.RunAsync(world.Admin, new() { Name = " room  1", LocationId = world.LocationId }))).Problems).Field);

    [Fact]
    public async Task Fewer_devices_than_are_booked_at_once_are_refused_until_confirmed()
    {
        var client = await world.ClientAsync();
        var tablets = (await world.RunAsync((SaveEquipment o) => o.RunAsync(world.Admin, new() { Name = "Tablet", Quantity = 3 }))).Value!;
        foreach (var days in new[] { 1, 1, 2 })
            world.Appointment(client.Id, days, change: a => a.Equipment.Add(new AppointmentEquipment { EquipmentId = tablets.Id }));
        var request = new SaveEquipment.Request { Id = tablets.Id, Name = "Tablet", Quantity = 2 };

        Assert.True((await world.RunAsync((SaveEquipment o) => o.RunAsync(world.Admin, request))).Succeeded);
        var asked = Assert.Single((await world.RunAsync((SaveEquipment o) => o.RunAsync(world.Admin, request with { Quantity = 1 }))).Problems);
        Assert.Equal(("quantity", 2), (asked.Field, Assert.IsType<BookingsInTheWay>(asked.Detail).Total));
        var off = Assert.Single((await world.RunAsync((SaveEquipment o) => o.RunAsync(world.Admin, request with { IsAvailable = false }))).Problems);
        Assert.Equal(("isAvailable", 3), (off.Field, Assert.IsType<BookingsInTheWay>(off.Detail).Total));
    }

    [Fact]
    public async Task A_locations_hours_are_kept_and_may_not_overlap()
    {
        DayInterval morning = new(IsoDayOfWeek.Monday, new(8, 0), new(12, 0)), noon = new(IsoDayOfWeek.Monday, new(11, 0), new(17, 0));

        var overlap = await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main() with { Hours = [morning, noon] }));
        Assert.Equal("hours", Assert.Single(overlap.Problems).Field);
        Assert.True((await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main() with { Hours = [morning] }))).Succeeded);
        Assert.True((await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main() with { Hours = [noon] }))).Succeeded);

        Assert.Equal(new LocalTime(17, 0), Assert.Single(world.Db(db => db.LocationHours.ToList())).ClosesAt);
        Assert.Equal(["hours", "hours"], world.Db(db => db.AuditEntries.Where(a => a.Action == "location.edited").Select(a => a.Details!).ToList()));
    }

    [Fact]
    public async Task One_location_is_the_main_one()
    {
        var unset = await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main() with { IsMainLocation = false }));
        Assert.Equal("isMainLocation", Assert.Single(unset.Problems).Field);

        await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main() with { Id = null, Name = "Second" }));

        Assert.Equal("Second", world.Db(db => db.Locations.Single(l => l.IsMainLocation).Name));
    }

    [Fact]
    public async Task A_zone_is_a_real_one_and_stays_while_bookings_are_to_come()
    {
        Assert.Equal("timeZone", Assert.Single((await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main("Vancouver")))).Problems).Field);
        Assert.True((await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main("America/Toronto")))).Succeeded);
        world.Appointment((await world.ClientAsync()).Id);

        var refused = Assert.Single((await world.RunAsync((SaveLocation o) => o.RunAsync(world.Admin, Main()))).Problems);
        Assert.Equal((ProblemKind.Conflict, "timeZone"), (refused.Kind, refused.Field));
    }

    [Fact]
    public async Task A_closure_names_the_bookings_on_its_days()
    {
        world.Appointment((await world.ClientAsync()).Id, days: 1);
        var request = new SaveClosure.Request { Name = "Holiday", FirstDay = new(2026, 11, 24), LastDay = new(2026, 11, 24) };

        Assert.Equal(ProblemKind.Warning, Assert.Single((await world.RunAsync((SaveClosure o) => o.RunAsync(world.Admin, request))).Problems).Kind);
        Assert.True((await world.RunAsync((SaveClosure o) => o.RunAsync(world.Admin, request with { FirstDay = new(2026, 11, 25), LastDay = new(2026, 11, 26) }))).Succeeded);
        Assert.Equal("lastDay", Assert.Single((await world.RunAsync((SaveClosure o) => o.RunAsync(world.Admin, request with { LastDay = new(2026, 11, 23) }))).Problems).Field);
    }

    [Fact]
    public async Task A_services_code_is_its_own_and_its_lengths_lie_on_the_grid()
    {
        var request = new SaveServiceCode.Request { Code = "IND", Description = "Individual", Rate = 120.50m, TaxRate = 9.975m };
        Assert.True((await world.RunAsync((SaveServiceCode o) => o.RunAsync(world.Admin, request))).Succeeded);

        Assert.Equal("code", Assert.Single((await world.RunAsync((SaveServiceCode o) => o.RunAsync(world.Admin, request))).Problems).Field);
        var wrong = await world.RunAsync((SaveServiceCode o) => o.RunAsync(world.Admin, request with { Rate = 1.005m, TaxRate = 101, DefaultDuration = 52, TurnaroundMinutes = -5, Colour = 10 }));
        Assert.Equal(["rate", "taxRate", "defaultDuration", "turnaroundMinutes", "colour"], wrong.Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task Settings_keep_to_their_limits()
    {
        var wrong = await world.RunAsync((ChangeSettings o) => o.RunAsync(world.Admin, new(new Dictionary<string, int> { ["notice_window_hours"] = 400, ["no_such"] = 1 })));
        Assert.Equal(["notice_window_hours", "no_such"], wrong.Problems.Select(p => p.Field));

        await world.RunAsync((ChangeSettings o) => o.RunAsync(world.Admin, new(new Dictionary<string, int> { ["notice_window_hours"] = 48, ["sign_out_minutes"] = 30 })));

        Assert.Equal(48, await world.RunAsync((Settings s) => s.GetAsync(Setting.NoticeWindowHours)));
        Assert.Equal("notice_window_hours", world.Db(db => db.AuditEntries.Single(a => a.Action == "settings.changed").Details));
    }

    [Fact]
    public async Task Skills_kinds_and_reasons_are_renamed_and_retired_and_keep_their_names_apart()
    {
        var skill = (await world.RunAsync((SaveSkill o) => o.RunAsync(world.Admin, new() { Name = "EMDR" }))).Value!;
        Assert.Equal("name", Assert.Single((await world.RunAsync((SaveSkill o) => o.RunAsync(world.Admin, new() { Name = "emdr" }))).Problems).Field);
        Assert.False((await world.RunAsync((SaveSkill o) => o.RunAsync(world.Admin, new() { Id = skill.Id, Version = 1, Name = "EMDR", IsActive = false }))).Value!.IsActive);
        Assert.True((await world.RunAsync((SaveRoomKind o) => o.RunAsync(world.Admin, new() { Name = "Playroom" }))).Succeeded);
        Assert.True((await world.RunAsync((SaveCancellationReason o) => o.RunAsync(world.Admin, new() { Name = "Ill", MayBeCharged = false }))).Succeeded);
        Assert.Equal(ProblemKind.Stale, Assert.Single((await world.RunAsync((SaveSkill o) => o.RunAsync(world.Admin, new() { Id = skill.Id, Version = 1, Name = "EMDR" }))).Problems).Kind);
    }

    [Fact]
    public async Task The_practice_keeps_its_details()
    {
        var outcome = await world.RunAsync((EditPractice o) => o.RunAsync(world.Admin, new() { Version = 1, Name = "Harbour Therapy", SupportedLanguages = [LanguageCode.Fr, LanguageCode.En] }));

        Assert.Equal("EN,FR", outcome.Value!.SupportedLanguages);
        Assert.Equal("name,supportedLanguages", world.Db(db => db.AuditEntries.Single(a => a.Action == "practice.edited").Details));
    }
}
