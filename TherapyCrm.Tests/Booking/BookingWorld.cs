using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Booking;

/// <summary>A front desk at work: three rooms, two therapists with hours, services, devices and clients; it is Monday morning.</summary>
public sealed class BookingWorld
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    private BookingWorld(CrmApp app) => App = app;

    public CrmApp App { get; }
    public long Location { get; private set; }
    public Room[] Rooms { get; private set; } = [];
    public StaffMember Desk { get; private set; } = null!;
    public StaffMember Kim { get; private set; } = null!;
    public StaffMember Lee { get; private set; } = null!;
    public Client Sara { get; private set; } = null!;
    public Client Sam { get; private set; } = null!;
    public Learner Mia { get; private set; } = null!;
    public ServiceCode Session { get; private set; } = null!;
    public ServiceCode Group { get; private set; } = null!;
    public Equipment Tablet { get; private set; } = null!;
    public CancellationReason Ill { get; private set; } = null!;

    /// <summary>Fills an empty application.</summary>
    public static async Task<BookingWorld> InAsync(CrmApp app)
    {
        var (world, given) = (new BookingWorld(app), app.Given);
        world.Location = await given.LocationAsync();
        world.Rooms = [await given.RoomAsync("Room 1"), await given.RoomAsync("Room 2"), await given.RoomAsync("Room 3")];
        world.Desk = await given.StaffAsync(UserRole.Receptionist, "Dana", "Desk");
        world.Kim = await given.StaffAsync(UserRole.Therapist, "Kim", "Novak", change: p => Works(p, world.Location));
        world.Lee = await given.StaffAsync(UserRole.Therapist, "Lee", "Okafor", change: p => Works(p, world.Location));
        world.Session = await given.SaveAsync(new ServiceCode { Code = "T50", Description = "Individual therapy", DefaultDuration = 50, TurnaroundMinutes = 10, Rate = 150 });
        world.Group = await given.SaveAsync(new ServiceCode { Code = "G90", Description = "Social skills group", DefaultDuration = 90, IsGroup = true });
        world.Tablet = await given.SaveAsync(new Equipment { Name = "Tablet", Quantity = 3 });
        world.Ill = await given.SaveAsync(new CancellationReason { Name = "Ill" });
        world.Sara = await given.ClientAsync("Sara", "Cho", world.Lee.Id, c => (c.DateOfBirth, c.SafetyAlert) = (new LocalDate(1990, 3, 4), "Two staff at the door"));
        world.Sam = await given.ClientAsync("Sam", "Osei");
        await given.ClientAsync("Sarah", "Chowdhury");
        world.Mia = await given.LearnerAsync(world.Sara.Id, "Mia");
        return world;
    }

    /// <summary>Books as the desk.</summary>
    public async Task<Appointment> BookedAsync(int hour, Client? client = null, int room = 0, StaffMember? therapist = null, int day = 0, int minute = 0)
    {
        var outcome = await App.AsAsync<BookAppointment, Outcome<Appointment>>(Desk.Id, (book, actor) => book.RunAsync(actor, Request(hour, client, room, therapist, day, minute)));
        Assert.True(outcome.Succeeded, string.Join(" ", outcome.Problems));
        return outcome.Value;
    }

    /// <summary>An individual session.</summary>
    public BookingRequest Request(int hour, Client? client = null, int room = 0, StaffMember? therapist = null, int day = 0, int minute = 0) => new()
    {
        ClientId = (client ?? Sara).Id,
        TherapistId = (therapist ?? Lee).Id,
        LocationId = Location,
        Start = Today.PlusDays(day).At(new LocalTime(hour, minute)),
        RoomId = Rooms[room].Id,
        ServiceCodeId = Session.Id,
        AllowOutsideHours = true,
    };

    /// <summary>All appointments, as they are.</summary>
    public Task<List<Appointment>> AppointmentsAsync() => App.DbAsync(db => db.Appointments.AsNoTracking().OrderBy(a => a.Id).ToListAsync());

    /// <summary>The address of a new booking from a gap on the board.</summary>
    public string Gap(int hour, int room = 0) => $"/appointments/new?date=2026-11-23&start={hour:00}:00&roomId={Rooms[room].Id}&locationId={Location}";

    private static void Works(StaffMember person, long location)
    {
        foreach (var day in new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday })
            person.WorkingHours.Add(new WorkingHours { LocationId = location, DayOfWeek = day, StartsAt = new(8, 0), EndsAt = new(18, 0) });
    }
}
