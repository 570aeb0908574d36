using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Tests.Api;

/// <summary>Booking, reading and listing appointments over the API.</summary>
public sealed class AppointmentsApiTests : IAsyncLifetime, IDisposable
{
    private readonly ApiWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_booking_answers_201_with_everything_about_it()
    {
        var booking = world.Booking();
        booking["equipment"] = new JsonArray(new JsonObject { ["equipmentId"] = world.Device, ["quantity"] = 2 });
        booking["staff"] = new JsonArray(new JsonObject { ["userId"] = world.Desk.Id, ["role"] = "INTERPRETER" });
        booking["notes"] = "Needs the ramp";
        var answer = (await world.AtDesk.PostAsync("/api/appointments", booking)).Is(201);
        var (id, got) = ((long)answer.Json["id"]!, answer.Json);
        Assert.Equal($"/api/appointments/{id}", answer.Message.Headers.Location?.ToString());
        Assert.Equal("2026-11-24T10:00:00-07:00", (string)got["startTime"]!);
        Assert.Equal(("SCHEDULED", "INTERPRETER", 2), ((string)got["status"]!, (string)got["staff"]![0]!["role"]!, (int)got["equipment"]![0]!["quantity"]!));
        var read = (await world.AtDesk.GetAsync($"/api/appointments/{id}")).Is(200);
        Assert.Equal(answer.Text, read.Text);
        Assert.Equal(answer.ETag, read.ETag);
        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "appointment.read" && a.EntityId == id && a.ClientId == world.Client.Id)));
        string[] columns = ["id", "title", "startTime", "endTime", "status", "location", "notes", "clientId", "learnerId", "therapistId", "cancellationReason", "createdAt", "updatedAt",
            "createdBy", "updatedBy", "isRecurring", "isGroupSession", "maxParticipants", "roomId", "recurrencePatternId", "parentAppointmentId", "locationId"];
        Assert.All(columns, c => Assert.True(got.ContainsKey(c), c));
    }

    [Fact]
    public async Task The_service_gives_length_title_and_turnaround()
    {
        var booking = world.Booking();
        booking.Remove("endTime");
        booking.Remove("title");
        booking["serviceCodeId"] = world.Service;
        var got = await world.BookedAsync(booking);
        Assert.Equal(("Individual session", "2026-11-24T10:50:00-07:00"), ((string)got["title"]!, (string)got["endTime"]!));
    }

    [Fact]
    public async Task A_time_may_be_sent_with_any_offset_and_comes_back_with_the_location_s()
    {
        var booking = world.Booking();
        (booking["startTime"], booking["endTime"]) = ("2026-11-24T17:00:00Z", "2026-11-24T12:50-05:00");
        var got = await world.BookedAsync(booking);
        Assert.Equal(("2026-11-24T10:00:00-07:00", "2026-11-24T10:50:00-07:00"), ((string)got["startTime"]!, (string)got["endTime"]!));
    }

    [Fact]
    public async Task A_taken_room_answers_409_with_conflicts_and_ways_out()
    {
        var first = await world.BookedAsync();
        var kim = await world.App.Given.StaffAsync(Domain.Access.UserRole.Therapist);
        var second = world.Booking(client: world.Other.Id);
        second["therapistId"] = kim.Id;
        var answer = (await world.AtDesk.PostAsync("/api/appointments", second)).Is(409);
        var conflict = Assert.Single(answer.Json["conflicts"]!.AsArray())!.AsObject();
        Assert.Equal(("ROOM", world.Rooms[0].Id, "Room 1"), ((string)conflict["resource"]!, (long)conflict["id"]!, (string)conflict["name"]!));
        Assert.Equal(("2026-11-24T10:00:00-07:00", (long)first["id"]!), ((string)conflict["startTime"]!, (long)conflict["appointmentId"]!));
        var ways = answer.Json["alternatives"]!.AsArray();
        Assert.True(ways.Count >= 3);
        Assert.Equal("Room 2", (string)ways[0]!["roomName"]!);
        Assert.Equal("2026-11-24T10:00:00-07:00", (string)ways[0]!["startTime"]!);
    }

    [Fact]
    public async Task Outside_hours_is_a_warning_until_it_is_confirmed()
    {
        await world.App.Given.SaveAsync(new Closure { LocationId = world.Location, FirstDay = new(2026, 11, 24), LastDay = new(2026, 11, 24), Name = "Holiday" });
        var booking = world.Booking();
        var warned = (await world.AtDesk.PostAsync("/api/appointments", booking)).Is(409);
        Assert.Equal("startTime", (string)warned.Json["warnings"]![0]!["property"]!);
        booking["allowOutsideHours"] = true;
        (await world.AtDesk.PostAsync("/api/appointments", booking)).Is(201);
    }

    [Fact]
    public async Task Overbooking_needs_its_permission_and_a_reason()
    {
        await world.BookedAsync();
        var again = world.Booking(client: world.Other.Id);
        again["overbookReason"] = "Emergency today";
        (await world.AtDesk.PostAsync("/api/appointments", again.DeepClone())).Is(403);
        var got = (await world.AtAdmin.PostAsync("/api/appointments", again)).Is(201).Json;
        Assert.Equal("Emergency today", (string)got["overbookReason"]!);
    }

    [Fact]
    public async Task The_same_key_again_books_nothing_new()
    {
        var key = ("Idempotency-Key", "booking-42");
        var (first, second) = (await world.AtDesk.PostAsync("/api/appointments", world.Booking(), key), await world.AtDesk.PostAsync("/api/appointments", world.Booking(), key));
        Assert.Equal(first.Is(201).Text, second.Is(201).Text);
        Assert.Equal(1, await world.App.DbAsync(db => db.Appointments.CountAsync()));
    }

    [Theory]
    [InlineData("clientId", null, "clientId")]
    [InlineData("startTime", "2026-11-24T10:00:00", "startTime")]
    [InlineData("startTime", "2026-11-24T10:03:00-07:00", "startTime")]
    [InlineData("endTime", "2026-11-24T09:00:00-07:00", "endTime")]
    [InlineData("colour", "blue", "colour")]
    [InlineData("place", "MOON", "place")]
    public async Task What_is_wrong_is_named_at_its_property(string name, string? value, string property)
    {
        var booking = world.Booking();
        booking[name] = value;
        (await world.AtDesk.PostAsync("/api/appointments", booking)).IsInvalid(property);
    }

    [Fact]
    public async Task An_id_is_a_number()
    {
        var booking = world.Booking();
        booking["roomId"] = "1";
        (await world.AtDesk.PostAsync("/api/appointments", booking)).IsInvalid("roomId");
        booking["roomId"] = 999999;
        (await world.AtDesk.PostAsync("/api/appointments", booking)).IsInvalid("roomId");
    }

    [Fact]
    public async Task Lists_filter_sort_and_page()
    {
        var (ten, eleven) = ((long)(await world.BookedAsync(world.Booking(10)))["id"]!, (long)(await world.BookedAsync(world.Booking(11, room: 1, client: world.Other.Id)))["id"]!);
        async Task<ApiAnswer> List(string query) => (await world.AtDesk.GetAsync("/api/appointments" + query)).Is(200);
        Assert.Equal([ten, eleven], (await List("")).Ids);
        Assert.Equal([eleven, ten], (await List("?sort=-startTime")).Ids);
        Assert.Equal([eleven], (await List($"?roomId={world.Rooms[1].Id}")).Ids);
        Assert.Equal([ten], (await List($"?clientId={world.Client.Id}&therapistId={world.Therapist.Id}&locationId={world.Location}&status=SCHEDULED,CONFIRMED")).Ids);
        Assert.Equal([eleven], (await List("?from=2026-11-24T10:30:00-07:00")).Ids);
        Assert.Equal([ten, eleven], (await List("?from=2026-11-24&to=2026-11-24")).Ids);
        Assert.Empty((await List("?from=2026-11-25")).Ids);
        Assert.Empty((await List("?status=CANCELLED")).Ids);
        var page = await List("?page=2&pageSize=1");
        Assert.Equal((2, 1, 2), ((int)page.Json["page"]!, (int)page.Json["pageSize"]!, (int)page.Json["total"]!));
        Assert.Equal([eleven], page.Ids);
        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "appointment.listed" && a.Details == "?page=2&pageSize=1; 2")));
    }

    [Theory]
    [InlineData("sort=title", "sort")]
    [InlineData("status=LATE", "status")]
    [InlineData("pageSize=201", "pageSize")]
    [InlineData("page=0", "page")]
    [InlineData("roomId=abc", "roomId")]
    [InlineData("from=yesterday", "from")]
    [InlineData("colour=blue", "colour")]
    public async Task An_unknown_filter_or_value_is_refused(string query, string property) => (await world.AtDesk.GetAsync($"/api/appointments?{query}")).IsInvalid(property);
}
