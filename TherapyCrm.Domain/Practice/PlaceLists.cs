using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>The practice, its houses and rooms, for everybody who works in them.</summary>
public sealed class PlaceLists(CrmDbContext db)
{
    /// <summary>The practice's details.</summary>
    /// <exception cref="NotFoundException">It has none yet.</exception>
    public async Task<PracticeDetails> PracticeAsync(Actor actor, CancellationToken cancel = default) =>
        await Asked(actor).Practices.AsNoTracking().OrderBy(p => p.Id).FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();

    /// <summary>One page of the locations, the main one first.</summary>
    public async Task<PageOf<Location>> LocationsAsync(Actor actor, bool? isActive, int page, int pageSize, CancellationToken cancel = default)
    {
        var all = Asked(actor).Locations.AsNoTracking().Where(l => isActive == null || l.IsActive == isActive);
        var ordered = all.OrderByDescending(l => l.IsMainLocation).ThenBy(l => l.Name).ThenBy(l => l.Id);
        return new(await ordered.Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancel), page, pageSize, await all.CountAsync(cancel));
    }

    /// <summary>One page of the rooms, in the order of the board.</summary>
    public async Task<PageOf<Room>> RoomsAsync(Actor actor, long? locationId, bool? isActive, int page, int pageSize, CancellationToken cancel = default)
    {
        var all = Asked(actor).Rooms.AsNoTracking().Where(r => (locationId == null || r.LocationId == locationId) && (isActive == null || r.IsActive == isActive));
        var ordered = all.OrderBy(r => r.LocationId).ThenBy(r => r.DisplayOrder).ThenBy(r => r.Name).ThenBy(r => r.Id);
        return new(await ordered.Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancel), page, pageSize, await all.CountAsync(cancel));
    }

    private CrmDbContext Asked(Actor actor) => actor.UserId is null ? throw new ForbiddenException() : db;
}
