using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>A type as a badge shows it.</summary>
public sealed record ClientTypeBadge(long Id, string Name, int Colour);

/// <summary>The practice's types of clients: to choose from, to set up, and how the one called "Inactive" goes with the status.</summary>
public sealed class ClientTypes(CrmDbContext db)
{
    /// <summary>Those in use by name, and the one that is chosen already.</summary>
    public async Task<IReadOnlyList<ClientTypeBadge>> ChoicesAsync(Actor actor, long? chosen = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        return await db.ClientTypes.Where(t => t.IsActive || t.Id == chosen).OrderBy(t => t.IsBuiltIn).ThenBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new ClientTypeBadge(t.Id, t.Name, t.Colour)).ToListAsync(cancel);
    }

    /// <summary>All of them with how many clients have each, those in use first.</summary>
    public async Task<IReadOnlyList<(ClientType Type, int Clients)>> AllAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var types = await db.ClientTypes.AsNoTracking().OrderByDescending(t => t.IsActive).ThenBy(t => t.IsBuiltIn).ThenBy(t => t.Name).ToListAsync(cancel);
        var counts = await db.Clients.GroupBy(c => c.ClientTypeId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var inactive = await db.Clients.CountAsync(c => c.Status == ClientStatus.Inactive, cancel);
        return [.. types.Select(t => (t, t.IsBuiltIn ? inactive : counts.Find(c => c.Key == t.Id)?.Count ?? 0))];
    }

    /// <summary>The type that a client shows: "Inactive" while the status says so, else its own.</summary>
    public async Task<ClientType?> OfAsync(Client client, CancellationToken cancel = default) => client.Status == ClientStatus.Inactive
        ? await db.ClientTypes.AsNoTracking().FirstOrDefaultAsync(t => t.IsBuiltIn, cancel)
        : client.ClientTypeId is { } id ? await db.ClientTypes.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancel) : null;

    /// <summary>The built-in type, which clients with the status INACTIVE show.</summary>
    public Task<long?> InactiveIdAsync(CancellationToken cancel = default) => db.ClientTypes.Where(t => t.IsBuiltIn).Select(t => (long?)t.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Status and own type after an edit that named both: the type "Inactive" and the status INACTIVE are one fact, so whichever was changed decides (domain.md §4).</summary>
    /// <param name="before">The client as it is; null when it is new.</param>
    internal async Task<Outcome<(ClientStatus Status, long? TypeId)>> SettleAsync(Client? before, ClientDetails wanted, CancellationToken cancel)
    {
        var inactive = await InactiveIdAsync(cancel);
        if (wanted.ClientTypeId is { } id && id != inactive && id != before?.ClientTypeId && !await db.ClientTypes.AnyAsync(t => t.Id == id && t.IsActive, cancel))
            return Problem.Invalid("clientTypeId", "Please choose one of the client types.");
        var (wasStatus, wasShown) = (before?.Status ?? ClientStatus.Active, before?.Status == ClientStatus.Inactive ? inactive : before?.ClientTypeId);
        var (statusSays, typeSays) = (wanted.Status == ClientStatus.Inactive, wanted.ClientTypeId is not null && wanted.ClientTypeId == inactive);
        var own = typeSays ? before?.ClientTypeId : wanted.ClientTypeId;
        if (statusSays == typeSays) return (wanted.Status, own);
        var statusChanged = wanted.Status != wasStatus;
        var typeChanged = wanted.ClientTypeId != wasShown;
        if (statusSays) return statusChanged || !typeChanged ? (ClientStatus.Inactive, own) : (ClientStatus.Active, own);
        if (statusChanged && typeChanged) return Problem.Invalid("clientTypeId", "The type \"Inactive\" and the status \"Inactive\" are one: please set both alike.");
        return statusChanged ? (wanted.Status, own) : (ClientStatus.Inactive, own);
    }
}

/// <summary>Clients of one type.</summary>
internal static class ClientTypeFilter
{
    /// <summary>The clients that show the type: the built-in one means the status INACTIVE.</summary>
    public static IQueryable<Client> OfType(this IQueryable<Client> clients, CrmDbContext db, long typeId) => clients.Where(c => c.Status == ClientStatus.Inactive
        ? db.ClientTypes.Any(t => t.Id == typeId && t.IsBuiltIn)
        : c.ClientTypeId == typeId);
}
