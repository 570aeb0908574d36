using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Adds a guardian, caregiver, emergency contact or case worker to a client.</summary>
public sealed class AddContact(CrmDbContext db) : IOperation
{
    /// <summary>Whose contact, and who it is.</summary>
    public sealed record Request(long ClientId, ContactDetails Details);

    /// <summary>Adds the contact; a second press of the same button answers with the first one's contact.</summary>
    public async Task<Outcome<Contact>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        if (await db.DoneBeforeAsync(actor, nameof(Contact), cancel) is { } done) return await db.Contacts.SingleAsync(c => c.Id == done, cancel);
        var client = await db.Clients.GetAsync(db, actor, request.ClientId, Permission.EditClients, cancel);
        if (client.Status == ClientStatus.Archived) return EditClient.ArchivedProblem;
        if (request.Details.Check().ToArray() is { Length: > 0 } problems) return problems;
        var contact = new Contact { ClientId = client.Id, Relationship = request.Details.Relationship, FirstName = "", LastName = "" };
        request.Details.WriteTo(contact);
        db.Add(contact);
        db.Audit(actor, "contact.added", contact, client.Id);
        db.Answers(contact);
        return await db.SaveAsync(contact, cancel: cancel);
    }
}
