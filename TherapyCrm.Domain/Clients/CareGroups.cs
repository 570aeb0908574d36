using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>A member of a care group as the reader may know it.</summary>
/// <param name="Name">Null for a client out of the reader's sight.</param>
public sealed record CareGroupMemberRow(long? ClientId, string? Name, string? FileNumber, Fee? Fee);

/// <summary>A care group of a client.</summary>
public sealed record CareGroupRow(long Id, int Version, CareGroupFormat Format, int? DefaultDuration, IReadOnlyList<CareGroupMemberRow> Members);

/// <summary>Reads the care groups of one client; members one may not see stay unnamed.</summary>
public sealed class CareGroups(CrmDbContext db)
{
    /// <summary>The groups the client is in.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<CareGroupRow>> OfAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        var groups = await db.CareGroups.AsNoTracking().Include(g => g.Members).Where(g => g.Members.Any(m => m.ClientId == clientId)).OrderBy(g => g.Format).ThenBy(g => g.Id).ToListAsync(cancel);
        var ids = groups.SelectMany(g => g.Members).Select(m => m.ClientId).Distinct().ToList();
        var seen = await db.Clients.AsNoTracking().Where(c => ids.Contains(c.Id)).VisibleTo(db, actor, Permission.ViewClients)
            .Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName, c.FileNumber }).ToDictionaryAsync(c => c.Id, cancel);
        return [.. groups.Select(g => new CareGroupRow(g.Id, g.Version, g.Format, g.DefaultDuration, [.. g.Members.OrderBy(m => m.Id)
            .Select(m => seen.TryGetValue(m.ClientId, out var c) ? new CareGroupMemberRow(c.Id, c.Name, c.FileNumber, m.Fee) : new(null, null, null, null))]))];
    }

    /// <summary>One group of the client, for its form.</summary>
    /// <exception cref="NotFoundException">The client is not in it, or is out of sight.</exception>
    /// <exception cref="ForbiddenException">Some member may not be changed by the actor.</exception>
    public async Task<CareGroupRow> OneAsync(Actor actor, long clientId, long groupId, CancellationToken cancel = default)
    {
        var group = (await OfAsync(actor, clientId, cancel)).FirstOrDefault(g => g.Id == groupId) ?? throw new NotFoundException();
        await db.CareGroups.AsNoTracking().OwnedAsync(db, actor, groupId, cancel);
        return group;
    }

    /// <summary>The client that somebody names by its file number; null when none in sight has it.</summary>
    public async Task<long?> NumberedAsync(Actor actor, string fileNumber, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var number = fileNumber.Trim();
        return await db.Clients.VisibleTo(db, actor, Permission.ViewClients).Where(c => c.FileNumber == number).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel);
    }
}

/// <summary>Care groups for changing them.</summary>
internal static class OwnedCareGroups
{
    /// <summary>The group, once the actor may change each of its members.</summary>
    public static async Task<CareGroup> OwnedAsync(this IQueryable<CareGroup> groups, CrmDbContext db, Actor actor, long id, CancellationToken cancel)
    {
        var group = await groups.Include(g => g.Members).FirstOrDefaultAsync(g => g.Id == id, cancel) ?? throw new NotFoundException();
        var ids = group.Members.ConvertAll(m => m.ClientId);
        if (!await db.Clients.Where(c => ids.Contains(c.Id)).VisibleTo(db, actor, Permission.ViewClients).AnyAsync(cancel)) throw new NotFoundException();
        if (await db.Clients.Where(c => ids.Contains(c.Id)).VisibleTo(db, actor, Permission.EditClients).CountAsync(cancel) != ids.Count) throw new ForbiddenException();
        return group;
    }
}
