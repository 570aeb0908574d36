using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Tests.Api;

/// <summary>Series over the API, and asking whether a time fits.</summary>
public sealed class SeriesApiTests : IAsyncLifetime, IDisposable
{
    private readonly ApiWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => world.Dispose();

    private JsonObject Weekly(int count = 4) => new()
    {
        ["frequency"] = "WEEKLY", ["daysOfWeek"] = new JsonArray("TUE"), ["startDate"] = "2026-11-24", ["startTime"] = "10:00", ["occurrenceCount"] = count,
        ["clientId"] = world.Other.Id, ["therapistId"] = world.Therapist.Id, ["roomId"] = world.Rooms[0].Id, ["locationId"] = world.Location, ["serviceCodeId"] = world.Service,
    };

    private static string[] Outcomes(ApiAnswer answer) => [.. answer.Json["occurrences"]!.AsArray().Select(o => (string?)o!["outcome"] ?? "-")];

    [Fact]
    public async Task A_free_series_is_booked_whole()
    {
        var answer = (await world.AtDesk.PostAsync("/api/appointments/recurring", Weekly())).Is(201);
        Assert.Equal(["BOOKED", "BOOKED", "BOOKED", "BOOKED"], Outcomes(answer));
        var second = answer.Json["occurrences"]![1]!;
        Assert.Equal(("2026-12-01T10:00:00-07:00", "2026-12-01T10:50:00-07:00"), ((string)second["startTime"]!, (string)second["endTime"]!));
        var read = (await world.AtDesk.GetAsync($"/api/appointments/{second["appointmentId"]}")).Is(200).Json;
        Assert.Equal((true, (long)answer.Json["seriesId"]!), ((bool)read["isRecurring"]!, (long)read["recurrencePatternId"]!));
    }

    [Fact]
    public async Task A_clash_is_reported_skipped_or_set_aside_as_asked()
    {
        await world.BookedAsync();
        var reported = (await world.AtDesk.PostAsync("/api/appointments/recurring", Weekly())).Is(409);
        Assert.Equal(["CONFLICT", "-", "-", "-"], Outcomes(reported));
        Assert.NotEmpty(reported.Json["occurrences"]![0]!["conflicts"]!.AsArray());
        Assert.Equal(1, await world.App.DbAsync(db => db.Appointments.CountAsync()));
        var wanted = Weekly();
        wanted["onConflict"] = "skip";
        Assert.Equal(["SKIPPED", "BOOKED", "BOOKED", "BOOKED"], Outcomes((await world.AtDesk.PostAsync("/api/appointments/recurring", wanted)).Is(201)));
        (wanted["onConflict"], wanted["startTime"], wanted["roomId"], wanted["clientId"]) = ("place", "10:00", world.Rooms[1].Id, (await world.App.Given.ClientAsync()).Id);
        Assert.Equal(["TO_PLACE", "TO_PLACE", "TO_PLACE", "TO_PLACE"], Outcomes((await world.AtDesk.PostAsync("/api/appointments/recurring", wanted)).Is(201)));
    }

    [Fact]
    public async Task The_same_key_again_books_no_second_series()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var (first, second) = (await world.AtDesk.PostAsync("/api/appointments/recurring", Weekly(), key), await world.AtDesk.PostAsync("/api/appointments/recurring", Weekly(), key));
        Assert.Equal(first.Is(201).Text, second.Is(201).Text);
        Assert.Equal(4, await world.App.DbAsync(db => db.Appointments.CountAsync()));
    }

    [Fact]
    public async Task Months_count_days_of_the_week_and_dates_can_be_listed()
    {
        var last = Weekly(2);
        last.Remove("daysOfWeek");
        (last["frequency"], last["nth"], last["day"]) = ("MONTHLY", -1, "FRI");
        var answer = (await world.AtDesk.PostAsync("/api/appointments/recurring", last)).Is(201);
        Assert.Equal(["2026-11-27T10:00:00-07:00", "2026-12-25T10:00:00-07:00"], answer.Json["occurrences"]!.AsArray().Select(o => (string)o!["startTime"]!));
        var listed = Weekly();
        foreach (var name in new[] { "daysOfWeek", "startDate", "occurrenceCount" }) listed.Remove(name);
        (listed["frequency"], listed["dates"], listed["startTime"]) = ("CUSTOM", new JsonArray("2026-12-03", "2026-12-09"), "14:00");
        Assert.Equal(2, (await world.AtDesk.PostAsync("/api/appointments/recurring", listed)).Is(201).Json["occurrences"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("frequency", "YEARLY", "frequency")]
    [InlineData("startTime", "10.00", "startTime")]
    [InlineData("onConflict", "ignore", "onConflict")]
    [InlineData("startDate", null, "startDate")]
    [InlineData("occurrenceCount", null, "occurrenceCount")]
    [InlineData("colour", "blue", "colour")]
    public async Task What_is_wrong_is_named_at_its_property(string name, string? value, string property)
    {
        var wanted = Weekly();
        wanted[name] = value;
        (await world.AtDesk.PostAsync("/api/appointments/recurring", wanted)).IsInvalid(property);
    }

    private string Question(string more = "") =>
        $"/api/appointments/conflicts?startTime=2026-11-24T10:00:00-07:00&endTime=2026-11-24T10:50:00-07:00&clientId={world.Other.Id}&therapistId={world.Therapist.Id}"
        + $"&roomId={world.Rooms[0].Id}&locationId={world.Location}{more}";

    [Fact]
    public async Task Asking_about_a_time_books_nothing()
    {
        var free = (await world.AtDesk.GetAsync(Question($"&equipment={world.Device}:2&participants={world.Client.Id}"))).Is(200).Json;
        Assert.Empty(free["conflicts"]!.AsArray());
        var booked = await world.BookedAsync();
        var taken = (await world.AtDesk.GetAsync(Question())).Is(200).Json;
        Assert.Equal(["STAFF", "ROOM"], taken["conflicts"]!.AsArray().Select(c => (string)c!["resource"]!));
        Assert.True(taken["alternatives"]!.AsArray().Count >= 3);
        Assert.Empty((await world.AtDesk.GetAsync(Question($"&appointmentId={booked["id"]}"))).Is(200).Json["conflicts"]!.AsArray());
        Assert.Equal(1, await world.App.DbAsync(db => db.Appointments.CountAsync()));
    }

    [Theory]
    [InlineData("&equipment=x", "equipment")]
    [InlineData("&equipment=1:0", "equipment")]
    [InlineData("&participants=12:4:5", "participants")]
    [InlineData("&colour=blue", "colour")]
    public async Task A_question_that_cannot_be_read_is_refused(string more, string property) => (await world.AtDesk.GetAsync(Question(more))).IsInvalid(property);

    [Fact]
    public async Task A_question_names_who_where_and_when() => (await world.AtDesk.GetAsync("/api/appointments/conflicts?clientId=1")).IsInvalid("startTime");
}
