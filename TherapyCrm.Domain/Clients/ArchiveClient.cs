using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Discharges a client and closes the file: it stays, can be read, and is booked no more.</summary>
public sealed class ArchiveClient(CrmDbContext db, BookingsAhead bookingsAhead, ProfileHistory history) : IOperation
{
    /// <summary>Which file; bookings to come must be confirmed, for they stay as they are.</summary>
    /// <param name="Reason">Why care ended; kept sealed in the profile's history.</param>
    public sealed record Request(long ClientId, int? Version = null, bool ConfirmBookings = false, string? Reason = null);

    /// <returns>The client; or the bookings to come, as a warning with <see cref="BookingsInTheWay"/>.</returns>
    public async Task<Outcome<Client>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ArchiveClients);
        var client = await db.Clients.GetAsync(db, actor, request.ClientId, Permission.ArchiveClients, cancel);
        if (client.StaleSince(request.Version) is { } stale) return stale;
        if (client.Status == ClientStatus.Archived) return client;
        if (TypedText.Check("reason", request.Reason, 2000).ToArray() is { Length: > 0 } problems) return problems;
        if (!request.ConfirmBookings && await bookingsAhead.OfClientAsync(actor, client.Id, cancel) is { Total: > 0 } ahead) return ahead.Warning("");
        (client.Status, client.ArchivedAt) = (ClientStatus.Archived, actor.Now);
        await history.RecordAsync(actor, "client.archived", client, reason: TypedText.Kept(request.Reason), cancel: cancel);
        return await db.SaveEditAsync(actor, "client.archived", client, client.Id, [], null, cancel);
    }
}
