using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Tests.Api;

/// <summary>Changing, cancelling and deleting appointments, groups, and many who want the same.</summary>
public sealed class AppointmentEditApiTests : IAsyncLifetime, IDisposable
{
    private readonly ApiWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task An_edit_names_the_version_it_saw_and_leaves_out_what_stays()
    {
        var booked = await world.BookedAsync();
        var url = $"/api/appointments/{booked["id"]}";
        (await world.AtDesk.PutAsync(url, new { title = "Review" })).Is(428);
        (await world.AtDesk.PutAsync(url, new { title = "Review", version = 99 })).Is(412);
        (await world.AtDesk.PutAsync(url, new { title = "Review" }, ("If-Match", "\"99\""))).Is(412);
        var edited = (await world.AtDesk.PutAsync(url, new { title = "Review" }, ("If-Match", $"\"{booked["version"]}\""))).Is(200);
        Assert.Equal(("Review", (long)booked["roomId"]!), ((string)edited.Json["title"]!, (long)edited.Json["roomId"]!));
        Assert.True((int)edited.Json["version"]! > (int)booked["version"]!);
        var moved = (await world.AtDesk.PutAsync(url, new { startTime = "2026-11-24T13:00:00-07:00", version = (int)edited.Json["version"]! })).Is(200).Json;
        Assert.Equal("2026-11-24T13:50:00-07:00", (string)moved["endTime"]!);
        (await world.AtDesk.PutAsync(url, new { title = "Again" }, ("If-Match", $"\"{booked["version"]}\""))).Is(412);
    }

    [Fact]
    public async Task A_whole_appointment_can_be_put_back_and_what_is_wrong_in_it_is_named()
    {
        var booked = await world.BookedAsync();
        var (url, whole) = ($"/api/appointments/{booked["id"]}", world.Booking(11));
        whole["version"] = (int)booked["version"]!;
        whole["colour"] = "blue";
        (await world.AtDesk.PutAsync(url, whole)).IsInvalid("colour");
        whole.Remove("colour");
        Assert.Equal("2026-11-24T11:00:00-07:00", (string)(await world.AtDesk.PutAsync(url, whole)).Is(200).Json["startTime"]!);
        (await world.AtDesk.PutAsync("/api/appointments/999999", whole)).Is(404);
    }

    [Fact]
    public async Task Moving_onto_a_taken_time_is_409()
    {
        await world.BookedAsync(world.Booking(11, client: world.Other.Id));
        var booked = await world.BookedAsync();
        var answer = (await world.AtDesk.PutAsync($"/api/appointments/{booked["id"]}", new { startTime = "2026-11-24T11:00:00-07:00", version = (int)booked["version"]! })).Is(409);
        Assert.NotEmpty(answer.Json["conflicts"]!.AsArray());
        Assert.NotEmpty(answer.Json["alternatives"]!.AsArray());
    }

    [Fact]
    public async Task The_status_says_how_it_went()
    {
        var booked = await world.BookedAsync();
        var url = $"/api/appointments/{booked["id"]}";
        var confirmed = (await world.AtDesk.PutAsync(url, new { status = "CONFIRMED", version = (int)booked["version"]! })).Is(200).Json;
        Assert.Equal("CONFIRMED", (string)confirmed["status"]!);
        (await world.AtDesk.PutAsync(url, new { status = "CANCELLED", version = (int)confirmed["version"]! })).IsInvalid("status");
        (await world.AtDesk.PutAsync(url, new { status = "COMPLETED" })).Is(428);
    }

    [Fact]
    public async Task Cancelling_asks_why_and_who_and_frees_the_time()
    {
        var booked = await world.BookedAsync();
        var url = $"/api/appointments/{booked["id"]}/cancel";
        (await world.AtDesk.PostAsync(url, new { reason = "Ill" })).IsInvalid("cancelledBy");
        (await world.AtDesk.PostAsync(url, new { cancelledBy = "CLIENT" })).IsInvalid("reasonId");
        var cancelled = (await world.AtDesk.PostAsync(url, new { reason = "Ill", cancelledBy = "CLIENT", notes = "Called at 9" })).Is(200).Json;
        Assert.Equal(("CANCELLED", "Ill", "CLIENT"), ((string)cancelled["status"]!, (string)cancelled["cancellationReason"]!, (string)cancelled["cancelledBy"]!));
        Assert.True((decimal)cancelled["noticeHours"]! > 0);
        await world.BookedAsync();
        (await world.AtDesk.PostAsync("/api/appointments/999999/cancel", new { reason = "Ill", cancelledBy = "CLIENT" })).Is(404);
    }

    [Fact]
    public async Task Deleting_hides_it_and_frees_the_time()
    {
        var booked = await world.BookedAsync();
        (await world.AtDesk.DeleteAsync($"/api/appointments/{booked["id"]}")).Is(204);
        (await world.AtDesk.GetAsync($"/api/appointments/{booked["id"]}")).Is(404);
        (await world.AtDesk.DeleteAsync($"/api/appointments/{booked["id"]}")).Is(404);
        await world.BookedAsync();
    }

    [Fact]
    public async Task A_group_takes_participants_until_it_is_full_and_hides_who_is_out_of_sight()
    {
        var booking = world.Booking();
        (booking["isGroupSession"], booking["maxParticipants"]) = (true, 2);
        booking["participants"] = new JsonArray(new JsonObject { ["clientId"] = world.Client.Id });
        var group = await world.BookedAsync(booking);
        var url = $"/api/appointments/{group["id"]}/participants";
        var joined = (await world.AtDesk.PostAsync(url, new { clientId = world.Other.Id, notes = "First time" })).Is(201).Json;
        Assert.Equal((world.Other.Id, "EXPECTED", "First time"), ((long)joined["clientId"]!, (string)joined["attendance"]!, (string)joined["notes"]!));
        (await world.AtDesk.PostAsync(url, new { clientId = (await world.App.Given.ClientAsync()).Id })).IsInvalid("participants");
        Assert.Equal(2, (await world.AtDesk.GetAsync(url)).Is(200).Items.Count);
        var other = await world.App.Given.StaffAsync(UserRole.Therapist);
        await world.App.Given.RecordPermissionAsync(other.Id, Permission.ViewAppointments, world.Other.Id, granted: true);
        var seen = (await (await world.SignInAsync(other)).GetAsync($"/api/appointments/{group["id"]}")).Is(200);
        Assert.Null(seen.Json["clientId"]);
        Assert.DoesNotContain("Sara", seen.Text, StringComparison.Ordinal);
        Assert.Equal([null, world.Other.Id], seen.Json["participants"]!.AsArray().Select(p => (long?)p!["clientId"]));
        Assert.Empty((await (await world.SignInAsync(other)).GetAsync($"/api/appointments?clientId={world.Client.Id}")).Is(200).Items);
    }

    [Fact]
    public async Task The_same_key_again_neither_cancels_nor_joins_twice()
    {
        var booking = world.Booking();
        booking["isGroupSession"] = true;
        var group = await world.BookedAsync(booking);
        var (url, key) = ($"/api/appointments/{group["id"]}", ("Idempotency-Key", "join-1"));
        var joined = (await world.AtDesk.PostAsync(url + "/participants", new { clientId = world.Other.Id }, key)).Is(201);
        Assert.Equal(joined.Text, (await world.AtDesk.PostAsync(url + "/participants", new { clientId = world.Other.Id }, key)).Is(201).Text);
        var cancelled = (await world.AtDesk.PostAsync(url + "/cancel", new { reason = "Snow", cancelledBy = "PRACTICE" }, ("Idempotency-Key", "cancel-1"))).Is(200);
        Assert.Equal(cancelled.Text, (await world.AtDesk.PostAsync(url + "/cancel", new { reason = "Snow", cancelledBy = "PRACTICE" }, ("Idempotency-Key", "cancel-1"))).Is(200).Text);
        (await world.AtDesk.PostAsync(url + "/cancel", new { reason = "Snow", cancelledBy = "PRACTICE" })).IsInvalid("");
    }

    [Fact]
    public async Task Of_fifty_who_want_one_slot_at_once_one_gets_it_and_the_others_learn_why()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.AtDesk.PostAsync("/api/appointments", world.Booking()))));
        Assert.Equal((1, 49), (answers.Count(a => a.Status == 201), answers.Count(a => a.Status == 409)));
        Assert.All(answers.Where(a => a.Status == 409), a => Assert.NotEmpty(a.Json["conflicts"]!.AsArray()));
        Assert.Equal(1, await world.App.DbAsync(db => db.Appointments.CountAsync()));
    }
}
