namespace TherapyCrm.Tests.Api;

/// <summary>The practice and its places over the API.</summary>
public sealed class PracticeApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Everybody_reads_the_practice_and_who_runs_it_changes_it()
    {
        var read = (await world.AtDesk.GetAsync("/api/practice")).Is(200);
        Assert.Equal("Harbour Therapy", (string)read.Json["name"]!);
        (await world.AtDesk.PutAsync("/api/practice", new { city = "Victoria", version = 1 })).Is(403);
        (await world.AtAdmin.PutAsync("/api/practice", new { city = "Victoria" })).Is(428);
        (await world.AtAdmin.PutAsync("/api/practice", new { city = "Victoria", version = 99 })).Is(412);
        (await world.AtAdmin.PutAsync("/api/practice", new { name = "", version = (int)read.Json["version"]! })).IsInvalid("name");
        (await world.AtAdmin.PutAsync("/api/practice", new { stripeCustomerId = "x", version = (int)read.Json["version"]! })).IsInvalid("stripeCustomerId");
        var edited = (await world.AtAdmin.PutAsync("/api/practice", new { city = "Victoria", supportedLanguages = new[] { "EN", "FR" } }, ("If-Match", read.ETag))).Is(200).Json;
        Assert.Equal(("Victoria", "Harbour Therapy", "FR"), ((string)edited["city"]!, (string)edited["name"]!, (string)edited["supportedLanguages"]![1]!));
    }

    [Fact]
    public async Task A_location_is_added_with_its_zone_and_listed()
    {
        var wanted = new { name = "Island", address = "2 Bay Road", city = "Halifax", province = "NS", postalCode = "B3H 0A1", timeZone = "America/Halifax" };
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var added = (await world.AtAdmin.PostAsync("/api/practice/locations", wanted, key)).Is(201);
        Assert.Equal(added.Text, (await world.AtAdmin.PostAsync("/api/practice/locations", wanted, key)).Is(201).Text);
        Assert.Equal("America/Halifax", (string)added.Json["timeZone"]!);
        Assert.Contains((long)added.Json["id"]!, (await world.AtDesk.GetAsync("/api/practice/locations?isActive=true")).Is(200).Ids);
        (await world.AtAdmin.PostAsync("/api/practice/locations", wanted)).Is(409);
        (await world.AtAdmin.PostAsync("/api/practice/locations", new { wanted.name, wanted.address, wanted.city, wanted.province, wanted.postalCode, timeZone = "Mars/Base" })).IsInvalid("timeZone");
        (await world.AtAdmin.PostAsync("/api/practice/locations", new { name = "X" })).IsInvalid("timeZone");
        (await world.AtDesk.PostAsync("/api/practice/locations", wanted)).Is(403);
    }

    [Fact]
    public async Task Rooms_are_listed_by_location()
    {
        var rooms = (await world.AtDesk.GetAsync($"/api/practice/rooms?locationId={world.Location}")).Is(200);
        Assert.Equal(world.Rooms.Select(r => r.Id), rooms.Ids);
        string[] columns = ["id", "name", "capacity", "description", "equipment", "isActive", "createdAt", "updatedAt", "createdBy", "updatedBy", "locationId"];
        Assert.All(columns, c => Assert.True(rooms.Items[0]!.AsObject().ContainsKey(c), c));
        (await world.AtDesk.GetAsync("/api/practice/rooms?kind=1")).IsInvalid("kind");
    }

    [Fact]
    public async Task Equipment_is_added()
    {
        var added = (await world.AtAdmin.PostAsync("/api/practice/equipment", new { name = "Swing", quantity = 3, locationId = world.Location, description = "Ceiling hook" })).Is(201).Json;
        Assert.Equal(("Swing", 3, true), ((string)added["name"]!, (int)added["quantity"]!, (bool)added["isAvailable"]!));
        (await world.AtAdmin.PostAsync("/api/practice/equipment", new { name = "Swing", quantity = 0 })).IsInvalid("quantity");
        (await world.AtDesk.PostAsync("/api/practice/equipment", new { name = "Swing" })).Is(403);
    }
}
