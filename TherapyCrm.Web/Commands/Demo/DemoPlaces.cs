using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>A house of the demo practice with its rooms.</summary>
public sealed record DemoHouse(long Id, string TimeZone, IReadOnlyList<long> Rooms, long GroupRoom);

/// <summary>What the demo practice consists of beside its people.</summary>
public sealed record DemoHouses(IReadOnlyList<DemoHouse> All, IReadOnlyDictionary<string, long> Services, IReadOnlyDictionary<string, long> Skills, long SandTray);

/// <summary>Two houses in two time zones, eight rooms, devices and services.</summary>
public sealed class DemoPlaces(
    EditPractice editPractice, SaveLocation saveLocation, SaveRoomKind saveRoomKind, SaveRoom saveRoom, SaveEquipment saveEquipment,
    SaveSkill saveSkill, SaveServiceCode saveServiceCode)
{
    /// <summary>Makes them.</summary>
    public async Task<DemoHouses> SeedAsync(Actor actor, CancellationToken cancel)
    {
        (await editPractice.RunAsync(actor, new() { Name = "Juniper Therapy Practice", City = "Vancouver", State = "BC", Phone = "604-555-0100", Email = "hello@juniper.test" }, cancel)).Made();
        var office = (await saveRoomKind.RunAsync(actor, new() { Name = "Consulting room" }, cancel)).Made().Id;
        var play = (await saveRoomKind.RunAsync(actor, new() { Name = "Playroom" }, cancel)).Made().Id;
        var group = (await saveRoomKind.RunAsync(actor, new() { Name = "Group room" }, cancel)).Made().Id;
        var harbour = await HouseAsync(actor, "Harbour House", "12 Water Street", "Vancouver", "BC", "V6B 1A1", "America/Vancouver", true,
            [("Cedar", office, 3), ("Maple", office, 3), ("Willow", office, 3), ("Playroom", play, 6), ("Harbour Hall", group, 14)], cancel);
        var prairie = await HouseAsync(actor, "Prairie House", "80 Portage Avenue", "Winnipeg", "MB", "R3C 0A1", "America/Winnipeg", false,
            [("Aspen", office, 3), ("Birch", office, 3), ("Prairie Hall", group, 12)], cancel);
        var sand = (await saveEquipment.RunAsync(actor, new() { Name = "Sand tray", Quantity = 3, LocationId = harbour.Id }, cancel)).Made().Id;
        await saveEquipment.RunAsync(actor, new() { Name = "Biofeedback kit", Quantity = 1, LocationId = harbour.Id }, cancel);
        await saveEquipment.RunAsync(actor, new() { Name = "Light box", Quantity = 2, LocationId = prairie.Id }, cancel);
        var skills = new Dictionary<string, long>();
        foreach (var skill in new[] { "EMDR", "Play therapy", "Couples", "CBT" })
            skills[skill] = (await saveSkill.RunAsync(actor, new() { Name = skill }, cancel)).Made().Id;
        return new([harbour, prairie], await ServicesAsync(actor, office, play, group, skills, cancel), skills, sand);
    }

    private async Task<DemoHouse> HouseAsync(
        Actor actor, string name, string address, string city, string province, string code, string zone, bool isMain, (string Name, long Kind, int Seats)[] rooms, CancellationToken cancel)
    {
        var days = Enumerable.Range(1, 5).Select(d => new DayInterval((IsoDayOfWeek)d, new LocalTime(8, 0), new LocalTime(20, 0)))
            .Append(new DayInterval(IsoDayOfWeek.Saturday, new LocalTime(9, 0), new LocalTime(14, 0)));
        var house = (await saveLocation.RunAsync(actor, new()
        {
            Name = name,
            Address = address,
            City = city,
            Province = province,
            PostalCode = code,
            TimeZone = zone,
            IsMainLocation = isMain,
            Hours = [.. days],
        }, cancel)).Made();
        var ids = new List<long>();
        foreach (var (room, order) in rooms.Select((r, i) => (r, i)))
            ids.Add((await saveRoom.RunAsync(actor, new() { Name = room.Name, LocationId = house.Id, RoomKindId = room.Kind, Capacity = room.Seats, DisplayOrder = order }, cancel)).Made().Id);
        return new(house.Id, zone, ids, ids[^1]);
    }

    private async Task<Dictionary<string, long>> ServicesAsync(Actor actor, long office, long play, long group, Dictionary<string, long> skills, CancellationToken cancel)
    {
        SaveServiceCode.Request[] services =
        [
            new() { Code = "IND50", Description = "Individual session", Rate = 140m, DefaultDuration = 50, TurnaroundMinutes = 10, Colour = 1, RoomKindId = office },
            new() { Code = "INT80", Description = "First interview", Rate = 190m, DefaultDuration = 80, TurnaroundMinutes = 10, Colour = 7, RoomKindId = office },
            new() { Code = "CPL80", Description = "Couples session", Rate = 210m, DefaultDuration = 80, TurnaroundMinutes = 10, Colour = 5, SkillId = skills["Couples"] },
            new() { Code = "PLAY50", Description = "Play therapy", Rate = 150m, DefaultDuration = 50, TurnaroundMinutes = 10, TurnaroundForTherapist = true, Colour = 4, RoomKindId = play },
            new() { Code = "GRP90", Description = "Group session", Rate = 60m, DefaultDuration = 90, Colour = 6, IsGroup = true, RoomKindId = group },
            new() { Code = "TEL50", Description = "Online session", Rate = 130m, DefaultDuration = 50, Colour = 2 },
        ];
        var ids = new Dictionary<string, long>();
        foreach (var service in services) ids[service.Code] = (await saveServiceCode.RunAsync(actor, service, cancel)).Made().Id;
        return ids;
    }
}
