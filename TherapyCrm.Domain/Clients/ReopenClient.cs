using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Opens an archived file again, as an active client.</summary>
public sealed class ReopenClient(CrmDbContext db, ProfileHistory history) : IOperation
{
    /// <summary>Which file.</summary>
    /// <param name="Reason">Why care goes on; kept sealed in the profile's history.</param>
    public sealed record Request(long ClientId, int? Version = null, string? Reason = null);

    /// <returns>The client, active.</returns>
    public async Task<Outcome<Client>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ArchiveClients);
        var client = await db.Clients.GetAsync(db, actor, request.ClientId, Permission.ArchiveClients, cancel);
        if (client.StaleSince(request.Version) is { } stale) return stale;
        if (client.Status != ClientStatus.Archived) return client;
        if (await db.ClientKeys.AnyAsync(k => k.ClientId == client.Id && k.DestroyedAt != null, cancel)) return Problem.Conflict("", "This record was ended.");
        if (TypedText.Check("reason", request.Reason, 2000).ToArray() is { Length: > 0 } problems) return problems;
        (client.Status, client.ArchivedAt) = (ClientStatus.Active, null);
        await history.RecordAsync(actor, "client.reopened", client, reason: TypedText.Kept(request.Reason), cancel: cancel);
        return await db.SaveEditAsync(actor, "client.reopened", client, client.Id, [], null, cancel);
    }
}
