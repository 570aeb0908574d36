using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Tests.Api;

/// <summary>Clients and their learners over the API.</summary>
public sealed class ClientsApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static JsonObject Someone(string lastName = "Okafor") => new() { ["firstName"] = "Ada", ["lastName"] = lastName, ["phone"] = "604-555-0199" };

    [Fact]
    public async Task Guardians_and_the_other_phones_come_back_and_stay_when_left_out()
    {
        var wanted = Someone("Guarded");
        (wanted["isMinor"], wanted["cellPhone"], wanted["preferredContact"]) = (true, "778-555-0142", "CALL_CELL");
        (await world.AtDesk.PostAsync("/api/clients", wanted)).IsInvalid("guardians[0].name");
        wanted["guardians"] = new JsonArray(new JsonObject { ["name"] = "Pat", ["percentage"] = 60 }, new JsonObject { ["name"] = "Lou", ["percentage"] = 40 });
        var made = (await world.AtDesk.PostAsync("/api/clients", wanted)).Is(201).Json;
        Assert.Equal(["Pat", "Lou"], made["guardians"]!.AsArray().Select(g => (string)g!["name"]!));

        var later = (await world.AtDesk.PutAsync($"/api/clients/{made["id"]}", new { version = 1, isMinor = false })).Is(200).Json;

        Assert.Equal((2, "CALL_CELL"), (later["guardians"]!.AsArray().Count, (string)later["preferredContact"]!));
        Assert.NotNull(later["profileLockedAt"]);
    }

    [Fact]
    public async Task A_fee_is_worked_out_and_the_type_Inactive_is_the_status()
    {
        var wanted = Someone("Feeley");
        (wanted["fee"], wanted["defaultDuration"]) = (new JsonObject { ["taxRate"] = 13, ["total"] = 120 }, 50);
        var made = (await world.AtDesk.PostAsync("/api/clients", wanted)).Is(201).Json;
        Assert.Equal((106.19m, 13m, 120m), ((decimal)made["fee"]!["base"]!, (decimal)made["fee"]!["taxRate"]!, (decimal)made["fee"]!["total"]!));
        (await world.AtDesk.PostAsync("/api/clients", new JsonObject { ["firstName"] = "A", ["lastName"] = "B", ["phone"] = "604-555-0199", ["fileNumber"] = "9" })).IsInvalid("fileNumber");
        (await world.AtDesk.PutAsync($"/api/clients/{made["id"]}", new { version = 1, fee = new { @base = 1, total = 9 } })).IsInvalid("fee.total");

        var inactive = (await world.AtDesk.PutAsync($"/api/clients/{made["id"]}", new { version = 1, status = "INACTIVE" })).Is(200).Json;
        Assert.NotNull(inactive["clientTypeId"]);
        Assert.Contains((long)made["id"]!, (await world.AtDesk.GetAsync($"/api/clients?clientTypeId={inactive["clientTypeId"]}")).Is(200).Ids);
        var active = (await world.AtDesk.PutAsync($"/api/clients/{made["id"]}", new { version = 2, clientTypeId = (long?)null })).Is(200).Json;
        Assert.Equal("ACTIVE", (string)active["status"]!);
    }

    [Fact]
    public async Task A_new_client_gets_a_file_number_and_every_column_comes_back()
    {
        var wanted = Someone();
        (wanted["dateOfBirth"], wanted["priority"], wanted["preferredLanguage"]) = ("2015-02-28", "HIGH", "FR");
        wanted["alerts"] = new JsonObject { ["safety"] = "Epilepsy", ["mayLeaveMessage"] = false };
        var added = (await world.AtDesk.PostAsync("/api/clients", wanted)).Is(201);
        var (id, got) = ((long)added.Json["id"]!, added.Json);
        Assert.Equal($"/api/clients/{id}", added.Message.Headers.Location?.ToString());
        Assert.Equal(("2015-02-28", "HIGH", "FR", "ACTIVE"), ((string)got["dateOfBirth"]!, (string)got["priority"]!, (string)got["preferredLanguage"]!, (string)got["status"]!));
        Assert.Equal("Epilepsy", (string)got["alerts"]!["safety"]!);
        Assert.NotEmpty((string)got["fileNumber"]!);
        string[] columns = ["id", "firstName", "lastName", "email", "phone", "address", "status", "priority", "notes", "therapistId", "createdAt", "updatedAt", "createdBy", "updatedBy",
            "preferredLanguage", "requiresInterpreter", "interpreterNotes"];
        Assert.All(columns, c => Assert.True(got.ContainsKey(c), c));
        var read = (await world.AtDesk.GetAsync($"/api/clients/{id}")).Is(200);
        Assert.Equal((added.Text, added.ETag), (read.Text, read.ETag));
        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "client.read" && a.ClientId == id)));
    }

    [Fact]
    public async Task What_is_wrong_is_named_at_its_property()
    {
        (await world.AtDesk.PostAsync("/api/clients", new { firstName = "Ada", lastName = "X" })).IsInvalid("phone");
        var wanted = Someone();
        wanted["priority"] = "URGENT";
        (await world.AtDesk.PostAsync("/api/clients", wanted)).IsInvalid("priority");
        (wanted["priority"], wanted["fileNumber"]) = ("LOW", "7");
        (await world.AtDesk.PostAsync("/api/clients", wanted)).IsInvalid("fileNumber");
        wanted.Remove("fileNumber");
        wanted["email"] = "no address";
        (await world.AtDesk.PostAsync("/api/clients", wanted)).IsInvalid("email");
    }

    [Fact]
    public async Task The_same_key_again_adds_nobody_new()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var (first, second) = (await world.AtDesk.PostAsync("/api/clients", Someone("Twice"), key), await world.AtDesk.PostAsync("/api/clients", Someone("Twice"), key));
        Assert.Equal(first.Is(201).Text, second.Is(201).Text);
    }

    [Fact]
    public async Task An_edit_keeps_what_it_leaves_out_and_names_the_version()
    {
        var added = (await world.AtDesk.PostAsync("/api/clients", Someone("Edit"))).Is(201).Json;
        var url = $"/api/clients/{added["id"]}";
        (await world.AtDesk.PutAsync(url, new { email = "ada@example.test" })).Is(428);
        var edited = (await world.AtDesk.PutAsync(url, new { email = "ada@example.test", version = (int)added["version"]! })).Is(200).Json;
        Assert.Equal(("ada@example.test", "Edit"), ((string)edited["email"]!, (string)edited["lastName"]!));
        (await world.AtDesk.PutAsync(url, new { email = "b@example.test" }, ("If-Match", $"\"{added["version"]}\""))).Is(412);
        (await world.AtDesk.PutAsync(url, new { lastName = "", version = (int)edited["version"]! })).IsInvalid("lastName");
        var cleared = (await world.AtDesk.PutAsync(url, "{\"email\":null,\"version\":" + edited["version"] + "}")).Is(200).Json;
        Assert.Null(cleared["email"]);
    }

    [Fact]
    public async Task Deleting_archives_and_the_file_stays()
    {
        var added = (await world.AtDesk.PostAsync("/api/clients", Someone("Gone"))).Is(201).Json;
        var url = $"/api/clients/{added["id"]}";
        (await world.AtDesk.DeleteAsync(url)).Is(403);
        (await world.AtAdmin.DeleteAsync(url)).Is(204);
        Assert.Equal("ARCHIVED", (string)(await world.AtDesk.GetAsync(url)).Is(200).Json["status"]!);
        Assert.Empty((await world.AtDesk.GetAsync("/api/clients?search=gone")).Is(200).Items);
        Assert.Single((await world.AtDesk.GetAsync("/api/clients?search=gone&status=ARCHIVED")).Is(200).Items);
    }

    [Fact]
    public async Task Lists_search_filter_sort_and_page()
    {
        var found = (await world.AtDesk.GetAsync("/api/clients?search=zak+noel")).Is(200);
        Assert.Equal([world.Other.Id], found.Ids);
        Assert.Equal(1, (int)found.Json["total"]!);
        var all = (await world.AtDesk.GetAsync("/api/clients?sort=-lastName&pageSize=200")).Is(200);
        Assert.Equal((await world.AtDesk.GetAsync("/api/clients?sort=lastName&pageSize=200")).Ids.Reverse(), all.Ids);
        (await world.AtDesk.GetAsync("/api/clients?sort=phone")).IsInvalid("sort");
        (await world.AtDesk.GetAsync("/api/clients?priority=URGENT")).IsInvalid("priority");
        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "client.listed" && a.Details!.Contains("zak"))));
    }

    [Fact]
    public async Task A_client_s_learners_and_appointments_are_listed()
    {
        var client = await world.App.Given.ClientAsync();
        var learner = await world.App.Given.LearnerAsync(client.Id);
        var listed = (await world.AtDesk.GetAsync($"/api/clients/{client.Id}/learners")).Is(200);
        Assert.Equal([learner.Id], listed.Ids);
        string[] columns = ["id", "firstName", "lastName", "dateOfBirth", "gender", "course", "schedule", "status", "notes", "clientId", "instructorId", "createdAt", "updatedAt", "createdBy", "updatedBy"];
        Assert.All(columns, c => Assert.True(listed.Items[0]!.AsObject().ContainsKey(c), c));
        var booked = await world.BookedAsync(world.Booking(15, client: client.Id));
        Assert.Equal([(long)booked["id"]!], (await world.AtDesk.GetAsync($"/api/clients/{client.Id}/appointments")).Is(200).Ids);
        (await world.AtDesk.GetAsync("/api/clients/999999/learners")).Is(404);
        (await world.AtDesk.GetAsync("/api/clients/999999/appointments")).Is(404);
        (await world.AtDesk.GetAsync($"/api/clients/{client.Id}/appointments?sort=x")).IsInvalid("sort");
    }
}
