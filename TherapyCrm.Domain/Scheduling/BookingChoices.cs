using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a booking form offers to choose from; only what can still be booked.</summary>
public sealed record BookingOptions(
    IReadOnlyList<BookingOptions.House> Locations, IReadOnlyList<BookingOptions.Space> Rooms, IReadOnlyList<BookingOptions.Person> Staff,
    IReadOnlyList<BookingOptions.Offer> Services, IReadOnlyList<BookingOptions.Device> Devices, IReadOnlyList<BookingOptions.Named> RoomKinds,
    IReadOnlyList<BookingOptions.Named> Skills)
{
    /// <summary>Anything with a name.</summary>
    public sealed record Named(long Id, string Name);

    /// <summary>A location and its zone.</summary>
    public sealed record House(long Id, string Name, string TimeZone);

    /// <summary>A room in use.</summary>
    public sealed record Space(long Id, string Name, long LocationId, long? KindId, int? Capacity);

    /// <summary>Somebody on the staff and where they work.</summary>
    public sealed record Person(long Id, string Name, bool IsBookable, IReadOnlyList<long> LocationIds);

    /// <summary>A service with its usual length.</summary>
    public sealed record Offer(long Id, string Code, string Name, int Minutes, int Turnaround, bool IsGroup, long? RoomKindId);

    /// <summary>A device and how many there are; no location means it goes where it is needed.</summary>
    public sealed record Device(long Id, string Name, int Quantity, long? LocationId);

    /// <summary>People who take appointments.</summary>
    public IEnumerable<Person> Therapists => Staff.Where(s => s.IsBookable);
}

/// <summary>Reads what a booking form offers.</summary>
public sealed class BookingChoices(CrmDbContext db) : IOperation
{
    /// <summary>Everything in use, in the order in which people look for it.</summary>
    public async Task<BookingOptions> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        return new(
            await db.Locations.Where(l => l.IsActive).OrderByDescending(l => l.IsMainLocation).ThenBy(l => l.Name)
                .Select(l => new BookingOptions.House(l.Id, l.Name, l.TimeZone)).ToListAsync(cancel),
            await db.Rooms.Where(r => r.IsActive).OrderBy(r => r.DisplayOrder).ThenBy(r => r.Name)
                .Select(r => new BookingOptions.Space(r.Id, r.Name, r.LocationId, r.RoomKindId, r.Capacity)).ToListAsync(cancel),
            await db.Users.Where(u => u.IsActive).OrderBy(u => u.FirstName).ThenBy(u => u.LastName)
                .Select(u => new BookingOptions.Person(u.Id, u.FirstName + " " + u.LastName, u.IsBookable, u.Locations.Select(l => l.LocationId).ToList()))
                .AsSplitQuery().ToListAsync(cancel),
            await db.ServiceCodes.Where(s => s.IsActive).OrderBy(s => s.IsGroup).ThenBy(s => s.Description)
                .Select(s => new BookingOptions.Offer(s.Id, s.Code, s.Description, s.DefaultDuration, s.TurnaroundMinutes, s.IsGroup, s.RoomKindId)).ToListAsync(cancel),
            await db.Equipment.Where(e => e.IsAvailable).OrderBy(e => e.Name)
                .Select(e => new BookingOptions.Device(e.Id, e.Name, e.Quantity, e.LocationId)).ToListAsync(cancel),
            await db.RoomKinds.Where(k => k.IsActive).OrderBy(k => k.Name).Select(k => new BookingOptions.Named(k.Id, k.Name)).ToListAsync(cancel),
            await db.Skills.Where(s => s.IsActive).OrderBy(s => s.Name).Select(s => new BookingOptions.Named(s.Id, s.Name)).ToListAsync(cancel));
    }
}
