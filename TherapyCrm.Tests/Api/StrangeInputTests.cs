using System.Text.Json.Nodes;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Tests.Api;

/// <summary>What no honest program sends is refused at its property, never a fault of the server.</summary>
public sealed class StrangeInputTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("""{"firstName":"\ud800","lastName":"x","phone":"604-555-0100"}""", "firstName")]
    [InlineData("""{"firstName":"\uFFFE","lastName":"x","phone":"604-555-0100"}""", "firstName")]
    [InlineData("""{"firstName":"a\u0000","lastName":"x","phone":"604-555-0100"}""", "firstName")]
    [InlineData("""{"alerts":{"safety":"\udc00"}}""", "alerts.safety")]
    [InlineData("""{"\ud800":1}""", "")]
    [InlineData("""{"therapistId":1e400}""", "therapistId")]
    [InlineData("""{"firstName":"a","firstName":"b"}""", "")]
    [InlineData("{", "")]
    public async Task A_client_of_broken_text_is_refused(string body, string property) => (await world.AtDesk.PostAsync("/api/clients", body)).IsInvalid(property);

    [Fact]
    public async Task Broken_text_signs_nobody_in_and_finds_nobody()
    {
        (await world.Nobody.PostAsync("/api/auth/login", """{"email":"\ufffe@x","password":"x"}""")).Is(401);
        (await world.Nobody.PostAsync("/api/auth/login", """{"email":"\ud800","password":"x"}""")).IsInvalid("email");
        (await world.AtDesk.GetAsync("/api/clients?search=%EF%BF%BE")).Is(200);
    }

    [Theory]
    [InlineData("9999-12-31T23:00:00-18:00")]
    [InlineData("-9998-01-01T00:00:00+18:00")]
    public async Task Times_at_the_ends_of_the_calendar_are_refused(string time)
    {
        var booking = world.Booking();
        booking["startTime"] = time;
        (await world.AtDesk.PostAsync("/api/appointments", booking)).IsInvalid("startTime");
        (await world.AtDesk.GetAsync($"/api/appointments?to={time[..time.IndexOf('T', StringComparison.Ordinal)]}")).IsInvalid("to");
    }

    [Fact]
    public async Task A_record_may_be_sent_back_as_it_was_read()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Staff);
        (ApiClient Program, string Url)[] records =
        [
            (world.AtDesk, $"/api/appointments/{(await world.BookedAsync(world.Booking(15)))["id"]}"), (world.AtDesk, $"/api/clients/{world.Client.Id}"),
            (world.AtAdmin, $"/api/users/{person.Id}"), (world.AtAdmin, "/api/practice"), (world.AtDesk, "/api/auth/profile"),
            (world.AtDesk, $"/api/users/{world.Desk.Id}/notification-preferences"),
        ];
        foreach (var (program, url) in records)
        {
            var read = (await program.GetAsync(url)).Is(200).Json;
            (await program.PutAsync(url, read)).Is(200);
            var (changed, stale) = ((await program.GetAsync(url)).Json, (JsonObject)read.DeepClone());
            changed["createdAt"] = "2001-01-01T00:00:00Z";
            (await program.PutAsync(url, changed)).IsInvalid("createdAt");
            if (!stale.ContainsKey("version")) continue;
            (stale["createdAt"], stale["version"]) = ("2001-01-01T00:00:00Z", 4711);
            (await program.PutAsync(url, stale)).Is(412);
        }
    }

    [Fact]
    public async Task A_person_s_roles_follow_whichever_was_changed_and_count_as_a_version()
    {
        var url = $"/api/users/{(await world.App.Given.StaffAsync(UserRole.Staff)).Id}";
        var read = (await world.AtAdmin.GetAsync(url)).Json;
        read["role"] = "THERAPIST";
        var given = (await world.AtAdmin.PutAsync(url, read)).Is(200).Json;
        Assert.Equal("""["THERAPIST"]""", given["roles"]!.ToJsonString());
        (await world.AtAdmin.PutAsync(url, new { role = "ADMIN", version = (int)read["version"]! })).Is(412);
        var none = (await world.AtAdmin.PutAsync(url, new { role = (string?)null, version = (int)given["version"]! })).Is(200).Json;
        Assert.Equal("[]", none["roles"]!.ToJsonString());
        (await world.AtAdmin.PostAsync("/api/auth/register", new { email = "far@example.test", firstName = "A", lastName = "B", locationIds = new[] { 99999 } })).IsInvalid("locationIds");
    }

    [Fact]
    public async Task Asking_for_conflicts_takes_every_field_of_a_booking()
    {
        var query = $"startTime=2026-11-26T10:00:00-07:00&endTime=2026-11-26T10:50:00-07:00&clientId={world.Client.Id}&therapistId={world.Therapist.Id}&locationId={world.Location}"
            + $"&roomId={world.Rooms[0].Id}&staff={world.Desk.Id}:INTERPRETER&equipment={world.Device}:2&notes=n&location=l&title=t&allowOutsideHours=true&overbookReason=because";
        (await world.AtDesk.GetAsync($"/api/appointments/conflicts?{query}")).Is(200);
        (await world.AtDesk.GetAsync($"/api/appointments/conflicts?{query}x&staff=1")).IsInvalid("staff");
        (await world.AtDesk.GetAsync($"/api/appointments/conflicts?{query.Replace("INTERPRETER", "BOSS", StringComparison.Ordinal)}")).IsInvalid("staff");
    }

    [Fact]
    public async Task A_location_has_its_place_on_the_map()
    {
        var place = new JsonObject
        {
            ["name"] = "On the map", ["address"] = "1 Pier", ["city"] = "Vancouver", ["province"] = "BC", ["postalCode"] = "V6B 1A1", ["timeZone"] = "America/Vancouver",
            ["latitude"] = 49.28, ["longitude"] = -123.11,
        };
        Assert.Equal(49.28m, (decimal)(await world.AtAdmin.PostAsync("/api/practice/locations", place)).Is(201).Json["latitude"]!);
        (place["name"], place["latitude"]) = ("Off the map", 91);
        (await world.AtAdmin.PostAsync("/api/practice/locations", place)).IsInvalid("latitude");
    }
}
