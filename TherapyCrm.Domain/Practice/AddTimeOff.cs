using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Notes that a person is away, for whole days or part of one, by the clock of their first location.</summary>
public sealed class AddTimeOff(CrmDbContext db, PracticeDay practiceDay) : IOperation
{
    /// <summary>Who and when; without times, whole days.</summary>
    public sealed record Request
    {
        public required long UserId { get; init; }
        public required LocalDate FirstDay { get; init; }
        public required LocalDate LastDay { get; init; }
        public LocalTime? From { get; init; }
        public LocalTime? To { get; init; }

        /// <summary>Such as holiday; no medical detail.</summary>
        public string? Reason { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("reason", Reason, 200),
            .. LastDay < FirstDay ? [Problem.Invalid("lastDay", "The last day comes before the first.")] : Array.Empty<Problem>(),
            .. LastDay == FirstDay && From is { } from && To is { } to && to <= from ? [Problem.Invalid("to", "The end must come after the start.")] : Array.Empty<Problem>(),
        ];
    }

    /// <returns>The time off; bookings in it stay, as warnings on the board.</returns>
    public async Task<Outcome<TimeOff>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (!await db.Users.AnyAsync(u => u.Id == request.UserId, cancel)) throw new NotFoundException();
        if (request.Check().ToArray() is { Length: > 0 } problems) return problems;
        var zone = await db.ZoneOfAsync(request.UserId, practiceDay, cancel);
        var timeOff = new TimeOff
        {
            UserId = request.UserId,
            StartsAt = request.From is { } from ? Zones.ToInstant(request.FirstDay + from, zone) : Zones.StartOfDay(request.FirstDay, zone),
            EndsAt = request.To is { } to ? Zones.ToInstant(request.LastDay + to, zone) : Zones.StartOfDay(request.LastDay.PlusDays(1), zone),
            Reason = TypedText.Kept(request.Reason),
        };
        db.Add(timeOff);
        db.Audit(actor, "time_off.added", timeOff);
        return await db.SaveAsync(timeOff, cancel: cancel);
    }
}

/// <summary>Which clock a person lives by.</summary>
internal static class StaffZone
{
    /// <summary>The zone of the first location they work at, else the practice's.</summary>
    public static async Task<string> ZoneOfAsync(this CrmDbContext db, long userId, PracticeDay practiceDay, CancellationToken cancel) =>
        await (from s in db.StaffLocations
               join l in db.Locations on s.LocationId equals l.Id
               where s.UserId == userId
               orderby s.IsPrimary descending, l.Id
               select l.TimeZone).FirstOrDefaultAsync(cancel) ?? await practiceDay.ZoneAsync(cancel);
}
