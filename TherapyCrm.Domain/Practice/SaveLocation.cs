using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds a house of the practice, or changes it, its time zone and when it is open.</summary>
public sealed class SaveLocation(CrmDbContext db, BookingsAhead bookingsAhead) : IOperation
{
    /// <summary>What the location should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }
        public required string Address { get; init; }
        public required string City { get; init; }
        public required string Province { get; init; }
        public required string PostalCode { get; init; }

        /// <summary>IANA name.</summary>
        public required string TimeZone { get; init; }
        public string? Phone { get; init; }
        public string? Email { get; init; }
        public string? HoursOfOperation { get; init; }
        public string? Directions { get; init; }

        /// <summary>Degrees north; null leaves them as they are.</summary>
        public decimal? Latitude { get; init; }

        /// <summary>Degrees east; null leaves them as they are.</summary>
        public decimal? Longitude { get; init; }
        public bool IsMainLocation { get; init; }
        public bool IsActive { get; init; } = true;

        /// <summary>Null leaves the hours as they are; none at all means that no hours are kept.</summary>
        public IReadOnlyList<DayInterval>? Hours { get; init; }

        /// <summary>Takes it out of use although bookings to come are there.</summary>
        public bool ConfirmBookings { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("name", Name, 200, required: true),
            .. TypedText.Check("address", Address, 200, required: true),
            .. TypedText.Check("city", City, 200, required: true),
            .. TypedText.Check("province", Province, 200, required: true),
            .. TypedText.Check("postalCode", PostalCode, 200, required: true),
            .. Zones.IsKnown(TimeZone) ? Array.Empty<Problem>() : [Problem.Invalid("timeZone", "Please choose a time zone.")],
            .. PhoneText.Check("phone", Phone),
            .. EmailText.Check("email", Email),
            .. TypedText.Check("hoursOfOperation", HoursOfOperation, 1000),
            .. TypedText.Check("directions", Directions, 2000),
            .. DayInterval.Check("hours", Hours ?? []),
            .. Latitude is < -90 or > 90 ? [Problem.Invalid("latitude", "Please write a number from {0} to {1}.", -90, 90)] : Array.Empty<Problem>(),
            .. Longitude is < -180 or > 180 ? [Problem.Invalid("longitude", "Please write a number from {0} to {1}.", -180, 180)] : Array.Empty<Problem>(),
            .. IsMainLocation && !IsActive ? [Problem.Invalid("isActive", "The main location stays in use.")] : Array.Empty<Problem>(),
        ];

        internal void WriteTo(Location l)
        {
            (l.Name, l.Address, l.City) = (TypedText.Kept(Name)!, TypedText.Kept(Address)!, TypedText.Kept(City)!);
            (l.Province, l.PostalCode, l.TimeZone) = (TypedText.Kept(Province)!, TypedText.Kept(PostalCode)!, TimeZone);
            (l.Phone, l.Email) = (TypedText.Kept(Phone), TypedText.Kept(Email));
            (l.HoursOfOperation, l.Directions) = (TypedText.Kept(HoursOfOperation), TypedText.Kept(Directions));
            (l.Latitude, l.Longitude) = (Latitude ?? l.Latitude, Longitude ?? l.Longitude);
            (l.IsMainLocation, l.IsActive) = (IsMainLocation, IsActive);
        }
    }

    /// <returns>The location; or what is wrong, or the bookings in the way.</returns>
    public async Task<Outcome<Location>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Id is null && await db.DoneBeforeAsync(actor, nameof(Location), cancel) is { } done) return await db.Locations.SingleAsync(l => l.Id == done, cancel);
        if (request.Check().ToArray() is { Length: > 0 } problems) return problems;
        if (await db.Locations.Where(l => l.Id != request.Id).Select(l => l.Name).TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var location = request.Id is { } id
            ? await db.Locations.Include(l => l.Hours).FirstOrDefaultAsync(l => l.Id == id, cancel) ?? throw new NotFoundException()
            : new Location { Name = "", Address = "", City = "", Province = "", PostalCode = "", TimeZone = request.TimeZone };
        if (request.Id is not null)
        {
            if (location.StaleSince(request.Version) is { } stale) return stale;
            if (await InTheWayAsync(actor, location, request, cancel) is { } inTheWay) return inTheWay;
        }
        else location.PracticeId = await db.Practices.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(cancel);
        return await SaveAsync(actor, location, request, cancel);
    }

    private async Task<Problem?> InTheWayAsync(Actor actor, Location location, Request request, CancellationToken cancel)
    {
        var (closes, moves) = (location.IsActive && !request.IsActive, location.TimeZone != request.TimeZone);
        if (location.IsMainLocation && !request.IsMainLocation) return Problem.Invalid("isMainLocation", "Make another location the main one instead.");
        if (!moves && (!closes || request.ConfirmBookings)) return null;
        var ahead = await bookingsAhead.AtLocationAsync(actor, location.Id, cancel);
        if (ahead.Total == 0) return null;
        return moves
            ? ahead.Refusal("timeZone", "The time zone cannot change while bookings are to come ({0}): their times would no longer be what people were told.")
            : ahead.Warning("isActive");
    }

    private async Task<Outcome<Location>> SaveAsync(Actor actor, Location location, Request request, CancellationToken cancel)
    {
        var isNew = location.Id == 0;
        var others = await db.Locations.Where(l => l.Id != location.Id && l.IsMainLocation).ToListAsync(cancel);
        request.WriteTo(location);
        if (others.Count == 0) location.IsMainLocation = true;
        if (location.IsMainLocation) others.ForEach(o => o.IsMainLocation = false);
        var hoursChanged = request.Hours is { } week && SetHours(location, week);
        if (!isNew) return await db.SaveEditAsync(actor, "location.edited", location, null, hoursChanged ? ["hours"] : [], null, cancel);
        db.Add(location);
        db.Audit(actor, "location.added", location);
        db.Answers(location);
        return await db.SaveAsync(location, cancel: cancel);
    }

    private bool SetHours(Location location, IReadOnlyList<DayInterval> week)
    {
        var before = location.Hours.ConvertAll(h => new DayInterval(h.DayOfWeek, h.OpensAt, h.ClosesAt));
        if (before.ToHashSet().SetEquals(week)) return false;
        db.RemoveRange(location.Hours);
        location.Hours.AddRange(week.Select(i => new LocationHours { DayOfWeek = i.Day, OpensAt = i.From, ClosesAt = i.To }));
        return true;
    }
}
