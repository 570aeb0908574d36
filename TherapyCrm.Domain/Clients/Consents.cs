using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>A consent with whom it is about and who wrote it down.</summary>
public sealed record ConsentRow(Consent Consent, string? Contact, string? RecordedBy);

/// <summary>Reads what was agreed to for a client, what still holds first; the look is on record.</summary>
public sealed class Consents(CrmDbContext db, ReadLog reads)
{
    /// <summary>All of them.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<ConsentRow>> OfAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        var rows = await db.Consents.AsNoTracking().Where(c => c.ClientId == clientId)
            .OrderBy(c => c.WithdrawnOn != null).ThenByDescending(c => c.GivenOn).ThenByDescending(c => c.Id)
            .Select(c => new ConsentRow(c, db.Contacts.Where(o => o.Id == c.ContactId).Select(o => o.FirstName + " " + o.LastName).FirstOrDefault(),
                db.Users.Where(u => u.Id == c.CreatedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault())).ToListAsync(cancel);
        await reads.OneAsync(actor, "client.consents_read", clientId, clientId, cancel);
        return rows;
    }
}
