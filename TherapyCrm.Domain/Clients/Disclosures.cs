using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>A disclosure as it is read.</summary>
public sealed record DisclosureRow(Disclosure Disclosure, DisclosureText Text, string? Learner, string? By);

/// <summary>Reads what of a client's record was given to others, the newest first; the look is on record.</summary>
public sealed class Disclosures(CrmDbContext db, ClientKeys keys, ReadLog reads)
{
    internal const string Table = "client_disclosures";

    /// <summary>All that the actor may see.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<DisclosureRow>> OfAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ExportRecords);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ExportRecords, cancel);
        var rows = await db.Disclosures.AsNoTracking().Where(d => d.ClientId == clientId)
            .Where(Visibility.Of<Disclosure>(db, actor, Permission.ExportRecords, d => d.Client!, d => d.LearnerId))
            .OrderByDescending(d => d.DisclosedOn).ThenByDescending(d => d.Id)
            .Select(d => new
            {
                Row = d,
                Learner = db.Learners.Where(l => l.Id == d.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
                By = db.Users.Where(u => u.Id == d.CreatedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
            }).ToListAsync(cancel);
        await reads.OneAsync(actor, "client.disclosures_read", clientId, clientId, cancel);
        if (rows.Count == 0) return [];
        var cipher = await keys.OfAsync(clientId, cancel);
        return [.. rows.Select(r => new DisclosureRow(r.Row, cipher.OpenValue<DisclosureText>(r.Row.Content, new(Table, "content", r.Row.SealId)), r.Learner, r.By))];
    }
}
