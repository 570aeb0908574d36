using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using System.Text.Json;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Lays a block's claims and saves it with its history: meetings, supervision and rooms out of use all take hold here.</summary>
public sealed class PlaceBlock(CrmDbContext db, Conflicts conflicts)
{
    private const int Tries = 10;

    /// <summary>Saves the block as asked for, if all it keeps busy is free.</summary>
    /// <param name="load">Gives the block, or a new one; asked again after a lost race.</param>
    internal async Task<Outcome<Block>> RunAsync(
        Actor actor, BlockRequest request, Func<Task<Block?>> load, string action, CancellationToken cancel)
    {
        if (request.Check().ToArray() is { Length: > 0 } wrong) return wrong;
        MustReach(actor, request.LocationId, request.Staff);
        var zone = await db.Locations.Where(l => l.Id == request.LocationId && l.IsActive).Select(l => l.TimeZone).FirstOrDefaultAsync(cancel);
        if (zone is null) return Problem.Invalid("locationId", "Please choose a location.");
        if (await ProblemsAsync(request, cancel) is { Length: > 0 } problems) return problems;
        for (var attempt = 1; ; attempt++)
        {
            if (await load() is not { } block) return LostRace.Stale;
            var outcome = await TryAsync(actor, request, block, zone, action, cancel);
            if (outcome.Succeeded || !LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
        }
    }

    /// <summary>Refuses who may not keep these people and this place busy: one's own time, one's own locations, or all.</summary>
    /// <exception cref="ForbiddenException">It is beyond the actor's reach.</exception>
    internal static void MustReach(Actor actor, long locationId, IReadOnlyCollection<long> staff)
    {
        if (!MayReach(actor, locationId, staff)) throw new ForbiddenException();
    }

    /// <summary>True for who may keep these people and this place busy.</summary>
    internal static bool MayReach(Actor actor, long locationId, IReadOnlyCollection<long> staff) => actor.ReachOf(Permission.BookAppointments) switch
    {
        Reach.Any => true,
        Reach.Location => actor.Locations.Contains(locationId),
        Reach.Assigned => staff.All(s => s == actor.UserId) && actor.Locations.Contains(locationId),
        _ => false,
    };

    /// <summary>What a block claims; nothing once it is over or deleted.</summary>
    internal static IReadOnlyList<Claim> ClaimsOf(Block block, Actor actor) =>
        block.Id == 0 || block.DeletedAt is not null || Claims.IsPast(Zones.ToLocal(block.EndTime, block.TimeZone).Date, block.TimeZone, actor.Now) ? [] : Claim.Of(block);

    /// <summary>The line of history for a change of a block.</summary>
    internal static ScheduleChange Change(Actor actor, string action, Block block, string? before, NodaTime.LocalDate? dayBefore) => new()
    {
        At = actor.Now,
        UserId = actor.UserId,
        Action = action,
        BlockId = block.Id,
        LocationId = block.LocationId,
        Day = block.LocalStart.Date,
        DayBefore = dayBefore == block.LocalStart.Date ? null : dayBefore,
        Before = before,
        After = StateOf(block),
    };

    internal static string StateOf(Block b) => JsonSerializer.Serialize(new
    {
        Start = LocalDateTimePattern.GeneralIso.Format(b.LocalStart),
        Minutes = b.DurationMinutes,
        b.RoomId,
        b.LocationId,
        Staff = b.Staff.Select(s => s.UserId).Order().Take(100),
    });

    private async Task<Outcome<Block>> TryAsync(Actor actor, BlockRequest request, Block block, string zone, string action, CancellationToken cancel)
    {
        var isNew = block.Id == 0;
        var (held, before, dayBefore) = (ClaimsOf(block, actor), isNew ? null : StateOf(block), isNew ? (NodaTime.LocalDate?)null : block.LocalStart.Date);
        Fill(block, request, zone);
        var claims = Claims.IsPast(Zones.ToLocal(block.EndTime, zone).Date, zone, actor.Now) ? [] : Claim.Of(block);
        var ledger = await db.LedgerAsync([.. held, .. claims], cancel);
        if (ledger.InTheWay(Holder.Of(block), claims).ToList() is { Count: > 0 } inTheWay)
        {
            db.ChangeTracker.Clear();
            return await conflicts.ExplainAsync(actor, inTheWay, zone, cancel);
        }
        return await db.InOneSaveAsync(async () =>
        {
            db.ActFor(actor);
            if (isNew)
            {
                db.Add(block);
                db.Answers(block);
                await db.SaveChangesAsync(cancel);
            }
            else db.Entry(block).Property(b => b.UpdatedAt).IsModified = true;
            ledger.Hold(Holder.Of(block), held, claims);
            db.Add(Change(actor, action, block, before, dayBefore));
            db.Audit(actor, $"block.{action}", block);
            await db.SettleMarksAsync(actor, ledger, cancel);
        }, block, LostRace.Explain, cancel);
    }

    private void Fill(Block block, BlockRequest request, string zone)
    {
        (block.Title, block.Kind, block.Notes) = (TypedText.Kept(request.Title)!, request.Kind, TypedText.Kept(request.Notes));
        (block.LocationId, block.RoomId) = (request.LocationId, request.RoomId);
        block.PlaceAt(request.Start, zone, request.Minutes, Zones.ToInstant(request.Start, zone, request.Offset));
        foreach (var gone in block.Staff.Where(s => !request.Staff.Contains(s.UserId)).ToList())
        {
            db.Remove(gone);
            block.Staff.Remove(gone);
        }
        block.Staff.AddRange(request.Staff.Where(id => !block.Staff.Exists(s => s.UserId == id)).Select(id => new BlockStaff { UserId = id }));
    }

    private async Task<Problem[]> ProblemsAsync(BlockRequest request, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (request.RoomId is { } id)
        {
            var room = await db.Rooms.Where(r => r.Id == id).Select(r => new { r.Name, r.LocationId }).FirstOrDefaultAsync(cancel);
            if (room is null) problems.Add(Problem.Invalid("roomId", "Please choose a room."));
            else if (room.LocationId != request.LocationId) problems.Add(Problem.Invalid("roomId", "{0} is at another location.", room.Name));
        }
        long[] staff = [.. request.Staff];
        var people = staff.Length == 0 ? [] : await db.Users.Where(u => staff.Contains(u.Id)).Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName, u.IsActive }).ToListAsync(cancel);
        if (people.Count < staff.Length) problems.Add(Problem.Invalid("staff", "Please choose a person."));
        problems.AddRange(people.Where(p => !p.IsActive).Select(p => Problem.Invalid("staff", "{0} no longer works here.", p.Name)));
        return [.. problems];
    }
}
