using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Changes what is kept about a client's contact.</summary>
public sealed class EditContact(CrmDbContext db, ProfileHistory history) : IOperation
{
    /// <summary>What the contact's data should be, and the version the editor had seen.</summary>
    public sealed record Request(long ContactId, int? Version, ContactDetails Details);

    /// <inheritdoc cref="AddContact.RunAsync"/>
    public async Task<Outcome<Contact>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == request.ContactId, cancel) ?? throw new NotFoundException();
        var client = await db.Clients.GetAsync(db, actor, contact.ClientId, Permission.EditClients, cancel);
        if (contact.StaleSince(request.Version) is { } stale) return stale;
        if (client.Status == ClientStatus.Archived) return EditClient.ArchivedProblem;
        if (request.Details.Check().ToArray() is { Length: > 0 } problems) return problems;
        request.Details.WriteTo(contact);
        await history.RecordAsync(actor, "contact.edited", contact, cancel: cancel);
        return await db.SaveEditAsync(actor, "contact.edited", contact, client.Id, [], null, cancel);
    }
}
