using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Tests.Api;

/// <summary>A small practice behind the API: a location in Vancouver, three rooms, one device of two pieces, a therapist, a desk and an administrator.</summary>
public sealed class ApiWorld : IAsyncLifetime, IDisposable
{
    public CrmApp App { get; } = new CrmApp().With("Limits:SignInPerMinute", "1000");
    public long Location { get; private set; }
    public IReadOnlyList<Room> Rooms { get; private set; } = [];
    public StaffMember Therapist { get; private set; } = null!;
    public StaffMember Desk { get; private set; } = null!;
    public StaffMember Admin { get; private set; } = null!;
    public Client Client { get; private set; } = null!;
    public Client Other { get; private set; } = null!;
    public long Service { get; private set; }
    public long Device { get; private set; }

    /// <summary>The receptionist's program.</summary>
    public ApiClient AtDesk { get; private set; } = null!;

    /// <summary>The administrator's program.</summary>
    public ApiClient AtAdmin { get; private set; } = null!;

    /// <summary>Nobody's program.</summary>
    public ApiClient Nobody { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Location = await App.Given.LocationAsync();
        Rooms = [await App.Given.RoomAsync("Room 1"), await App.Given.RoomAsync("Room 2"), await App.Given.RoomAsync("Room 3")];
        Therapist = await App.Given.StaffAsync(UserRole.Therapist, "Kim", "Lee");
        Desk = await App.Given.StaffAsync(UserRole.Receptionist);
        Admin = await App.Given.StaffAsync(UserRole.Admin);
        Client = await App.Given.ClientAsync("Sara", "Cho");
        Other = await App.Given.ClientAsync("Noël", "Żak");
        Service = (await App.Given.SaveAsync(new ServiceCode { Code = "IND50", Description = "Individual session", DefaultDuration = 50 })).Id;
        Device = (await App.Given.SaveAsync(new Equipment { Name = "Tablet", Quantity = 2, LocationId = Location })).Id;
        (AtDesk, AtAdmin, Nobody) = (await SignInAsync(Desk), await SignInAsync(Admin), new(App.CreateDefaultClient()));
    }

    /// <summary>The program of this person.</summary>
    public async Task<ApiClient> SignInAsync(StaffMember person)
    {
        var issued = await App.RunAsync(s => s.GetRequiredService<IssueTokens>().RunAsync(person.Id, "127.0.0.1", "test"));
        return new(App.CreateDefaultClient(), App.Services.GetRequiredService<AccessTokens>().For(person.Id, issued.Family));
    }

    /// <summary>A booking of tomorrow at this hour in the first room, 50 minutes, as JSON to be changed.</summary>
    public JsonObject Booking(int hour = 10, int room = 0, long? client = null) => new()
    {
        ["title"] = "Session", ["startTime"] = $"2026-11-24T{hour:00}:00:00-07:00", ["endTime"] = $"2026-11-24T{hour:00}:50:00-07:00",
        ["clientId"] = client ?? Client.Id, ["therapistId"] = Therapist.Id, ["roomId"] = Rooms[room].Id, ["locationId"] = Location,
    };

    /// <summary>The booked appointment.</summary>
    public async Task<JsonObject> BookedAsync(JsonObject? booking = null) => (await AtDesk.PostAsync("/api/appointments", booking ?? Booking())).Is(201).Json;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => App.Dispose();

    /// <summary>A moment of tomorrow at the location.</summary>
    public static Instant Tomorrow(int hour) => Instant.FromUtc(2026, 11, 24, hour + 7, 0);
}
