using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Takes a contact off a client.</summary>
public sealed class RemoveContact(CrmDbContext db, ProfileHistory history) : IOperation
{
    /// <summary>Which contact, and the version the remover had seen.</summary>
    public sealed record Request(long ContactId, int? Version = null);

    /// <returns>The contact that was.</returns>
    public async Task<Outcome<Contact>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == request.ContactId, cancel) ?? throw new NotFoundException();
        var client = await db.Clients.GetAsync(db, actor, contact.ClientId, Permission.EditClients, cancel);
        if (contact.StaleSince(request.Version) is { } stale) return stale;
        if (client.Status == ClientStatus.Archived) return EditClient.ArchivedProblem;
        if (await db.Consents.AnyAsync(c => c.ContactId == contact.Id, cancel)) return Problem.Conflict("", "Consents are noted for this contact, so the contact stays on file.");
        db.Remove(contact);
        await history.RecordAsync(actor, "contact.removed", contact, cancel: cancel);
        db.Audit(actor, "contact.removed", contact, client.Id);
        return await db.SaveAsync(contact, cancel: cancel);
    }
}
