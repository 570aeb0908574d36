using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Reads what the practice has set up, for the screens that change it.</summary>
public sealed class PracticeSetup(CrmDbContext db)
{
    /// <summary>The practice's details; null before it has any.</summary>
    public Task<PracticeDetails?> PracticeAsync(Actor actor, CancellationToken cancel = default) =>
        Asked(actor).Practices.AsNoTracking().OrderBy(p => p.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Every location with its hours, the main one first.</summary>
    public Task<List<Location>> LocationsAsync(Actor actor, CancellationToken cancel = default) => Asked(actor).Locations.AsNoTracking().Include(l => l.Hours)
        .OrderByDescending(l => l.IsActive).ThenByDescending(l => l.IsMainLocation).ThenBy(l => l.Name).ThenBy(l => l.Id).ToListAsync(cancel);

    /// <summary>Closures that are not over, and those of the last year.</summary>
    public Task<List<Closure>> ClosuresAsync(Actor actor, CancellationToken cancel = default)
    {
        var since = actor.Now.InUtc().Date.PlusYears(-1);
        return Asked(actor).Closures.AsNoTracking().Where(c => c.LastDay >= since).OrderByDescending(c => c.FirstDay).ThenBy(c => c.Id).ToListAsync(cancel);
    }

    /// <summary>Every room with its location and kind, in the order of the board.</summary>
    public Task<List<Room>> RoomsAsync(Actor actor, CancellationToken cancel = default) => Asked(actor).Rooms.AsNoTracking().Include(r => r.Location).Include(r => r.RoomKind)
        .OrderBy(r => r.Location!.Name).ThenByDescending(r => r.IsActive).ThenBy(r => r.DisplayOrder).ThenBy(r => r.Name).ToListAsync(cancel);

    /// <summary>Every kind of room by name.</summary>
    public Task<List<RoomKind>> RoomKindsAsync(Actor actor, CancellationToken cancel = default) =>
        Asked(actor).RoomKinds.AsNoTracking().OrderByDescending(k => k.IsActive).ThenBy(k => k.Name).ToListAsync(cancel);

    /// <summary>Every sort of device with its location.</summary>
    public Task<List<Equipment>> EquipmentAsync(Actor actor, CancellationToken cancel = default) => Asked(actor).Equipment.AsNoTracking().Include(e => e.Location)
        .OrderByDescending(e => e.IsAvailable).ThenBy(e => e.Name).ThenBy(e => e.Id).ToListAsync(cancel);

    /// <summary>Every service by code.</summary>
    public Task<List<ServiceCode>> ServicesAsync(Actor actor, CancellationToken cancel = default) => Asked(actor).ServiceCodes.AsNoTracking().Include(s => s.RoomKind)
        .OrderByDescending(s => s.IsActive).ThenBy(s => s.Code).ToListAsync(cancel);

    /// <summary>Every reason for cancelling, in the order in which it is offered.</summary>
    public Task<List<CancellationReason>> ReasonsAsync(Actor actor, CancellationToken cancel = default) => Asked(actor).CancellationReasons.AsNoTracking()
        .OrderByDescending(r => r.IsActive).ThenBy(r => r.DisplayOrder).ThenBy(r => r.Name).ToListAsync(cancel);

    /// <summary>Every skill by name.</summary>
    public Task<List<Skill>> SkillsAsync(Actor actor, CancellationToken cancel = default) =>
        Asked(actor).Skills.AsNoTracking().OrderByDescending(s => s.IsActive).ThenBy(s => s.Name).ToListAsync(cancel);

    /// <summary>Everybody who works here, with locations, hours and skills; those who left come last.</summary>
    public Task<List<StaffMember>> StaffAsync(Actor actor, CancellationToken cancel = default) => Staff(actor)
        .OrderByDescending(u => u.IsActive).ThenBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id).ToListAsync(cancel);

    /// <summary>One person, with locations, hours and skills.</summary>
    /// <exception cref="NotFoundException">There is no such person.</exception>
    public async Task<StaffMember> StaffMemberAsync(Actor actor, long userId, CancellationToken cancel = default) =>
        await Staff(actor).FirstOrDefaultAsync(u => u.Id == userId, cancel) ?? throw new NotFoundException();

    /// <summary>A person's time off that is not over, by the clock they live by.</summary>
    public async Task<IReadOnlyList<TimeOffRow>> TimeOffAsync(Actor actor, long userId, PracticeDay practiceDay, CancellationToken cancel = default)
    {
        var zone = await Asked(actor).ZoneOfAsync(userId, practiceDay, cancel);
        var rows = await db.TimeOff.AsNoTracking().Where(t => t.UserId == userId && t.EndsAt > actor.Now).OrderBy(t => t.StartsAt).ToListAsync(cancel);
        return rows.ConvertAll(t => new TimeOffRow(t.Id, Zones.ToLocal(t.StartsAt, zone), Zones.ToLocal(t.EndsAt, zone), t.Reason));
    }

    private IQueryable<StaffMember> Staff(Actor actor) =>
        Asked(actor).Users.AsNoTracking().Include(u => u.Locations).Include(u => u.WorkingHours).Include(u => u.Skills).AsSplitQuery();

    private CrmDbContext Asked(Actor actor)
    {
        actor.MustHave(Permission.ManagePractice);
        return db;
    }
}

/// <summary>A time a person is away, by the wall clock.</summary>
public sealed record TimeOffRow(long Id, LocalDateTime From, LocalDateTime To, string? Reason);
