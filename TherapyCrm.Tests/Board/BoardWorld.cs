using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

/// <summary>A small practice on Monday 2026-11-23 in Vancouver: a location open 8 to 18, rooms, therapists, a front desk.</summary>
internal sealed class BoardWorld(CrmApp app)
{
    public static readonly LocalDate Monday = new(2026, 11, 23);
    private readonly Dictionary<string, Client> clients = [];

    public CrmApp App => app;
    public required long Here { get; init; }
    public required StaffMember Desk { get; init; }
    public required StaffMember Lena { get; init; }
    public required StaffMember Marc { get; init; }
    public required Room[] Rooms { get; init; }
    public required ServiceCode Therapy { get; init; }

    public static async Task<BoardWorld> MakeAsync(CrmApp app, int rooms = 2)
    {
        var here = await app.Given.LocationAsync();
        await app.DbAsync(async db =>
        {
            for (var day = 1; day <= 5; day++) db.Add(new LocationHours { LocationId = here, DayOfWeek = (IsoDayOfWeek)day, OpensAt = new(8, 0), ClosesAt = new(18, 0) });
            return await db.SaveChangesAsync();
        });
        var made = new List<Room>();
        for (var i = 1; i <= rooms; i++) made.Add(await app.Given.SaveAsync(new Room { Name = $"Room {i}", LocationId = here, DisplayOrder = i }));
        return new(app)
        {
            Here = here,
            Desk = await app.Given.StaffAsync(UserRole.Receptionist, "Dana", "Frost"),
            Lena = await app.Given.StaffAsync(UserRole.Therapist, "Lena", "Okafor"),
            Marc = await app.Given.StaffAsync(UserRole.Therapist, "Marc", "Tremblay"),
            Rooms = [.. made],
            Therapy = await app.Given.SaveAsync(new ServiceCode { Code = "T50", Description = "Individual therapy", DefaultDuration = 50, TurnaroundMinutes = 10, Colour = 2 }),
        };
    }

    public async Task<Client> ClientAsync(string name, Action<Client>? change = null)
    {
        if (clients.TryGetValue(name, out var known)) return known;
        var parts = name.Split(' ', 2);
        return clients[name] = await app.Given.ClientAsync(parts[0], parts[1], change: change);
    }

    /// <summary>Books through the operation, as the desk.</summary>
    public async Task<Appointment> BookAsync(string client, string start, StaffMember? with = null, int? room = 0, Func<BookingRequest, BookingRequest>? change = null, LocalDate? day = null, int? minutes = null)
    {
        var who = await ClientAsync(client);
        var request = new BookingRequest
        {
            ClientId = who.Id,
            TherapistId = (with ?? Lena).Id,
            LocationId = Here,
            RoomId = room is { } index ? Rooms[index].Id : null,
            Place = room is null ? AppointmentPlace.Online : AppointmentPlace.Practice,
            Start = (day ?? Monday) + Time(start),
            ServiceCodeId = Therapy.Id,
            Minutes = minutes,
            AllowOutsideHours = true,
        };
        var outcome = await app.AsAsync<BookAppointment, Outcome<Appointment>>(Desk.Id, (o, actor) => o.RunAsync(actor, change?.Invoke(request) ?? request));
        Assert.True(outcome.Succeeded, string.Join('\n', outcome.Problems));
        return outcome.Value;
    }

    public Task<Domain.Scheduling.Board> ReadAsync(StaffMember reader, BoardBy by = BoardBy.Room, LocalDate? day = null, bool initials = false) =>
        app.AsAsync<DayBoard, Domain.Scheduling.Board>(reader.Id, (b, actor) => b.ReadAsync(actor, new() { LocationId = Here, Day = day ?? Monday, By = by, Initials = initials }));

    public static LocalTime Time(string text)
    {
        var parts = text.Split(':');
        return new(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A stretch of the board as people say it: "gap 10:00–11:00".</summary>
    public static string Say(BoardItem item) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item.Kind} {item.Slots.Start:HH:mm}–{item.Slots.End:HH:mm}");
}
