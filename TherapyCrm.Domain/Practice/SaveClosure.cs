using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds or changes days on which a location, or the whole practice, is closed.</summary>
public sealed class SaveClosure(CrmDbContext db, BookingsAhead bookingsAhead) : IOperation
{
    /// <summary>Longest closure, in days.</summary>
    public const int Longest = 366;

    /// <summary>What the closure should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }

        /// <summary>Null closes every location.</summary>
        public long? LocationId { get; init; }
        public required LocalDate FirstDay { get; init; }
        public required LocalDate LastDay { get; init; }
        public required string Name { get; init; }

        /// <summary>Closes although bookings to come are on these days.</summary>
        public bool ConfirmBookings { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("name", Name, 200, required: true),
            .. LastDay < FirstDay ? [Problem.Invalid("lastDay", "The last day comes before the first.")] : Array.Empty<Problem>(),
            .. LastDay >= FirstDay && Period.DaysBetween(FirstDay, LastDay) >= Longest ? [Problem.Invalid("lastDay", "A closure takes at most {0} days.", Longest)] : Array.Empty<Problem>(),
        ];
    }

    /// <returns>The closure; or what is wrong, or the bookings in the way.</returns>
    public async Task<Outcome<Closure>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Check().ToArray() is { Length: > 0 } problems) return problems;
        if (request.LocationId is { } place && !await db.Locations.AnyAsync(l => l.Id == place, cancel)) return Problem.Invalid("locationId", "Please choose a location.");
        var closure = request.Id is { } id
            ? await db.Closures.FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw new NotFoundException()
            : new Closure { Name = "", FirstDay = request.FirstDay, LastDay = request.LastDay };
        if (request.Id is not null && closure.StaleSince(request.Version) is { } stale) return stale;
        if (!request.ConfirmBookings && await bookingsAhead.OnDaysAsync(actor, request.LocationId, request.FirstDay, request.LastDay, cancel) is { Total: > 0 } ahead)
            return ahead.Warning("firstDay");
        (closure.LocationId, closure.FirstDay, closure.LastDay, closure.Name) = (request.LocationId, request.FirstDay, request.LastDay, TypedText.Kept(request.Name)!);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "closure.edited", closure, null, [], null, cancel);
        db.Add(closure);
        db.Audit(actor, "closure.added", closure);
        return await db.SaveAsync(closure, cancel: cancel);
    }
}
