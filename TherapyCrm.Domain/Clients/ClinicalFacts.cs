using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>A diagnosis, medication or allergy as it is read.</summary>
public sealed record ClinicalFactRow(ClinicalFact Fact, ClinicalFactText Text, string? Learner, string? By);

/// <summary>The clinical facts of a client and of the learners one may see, what holds first.</summary>
/// <param name="MayWrite">True when the reader may add to them.</param>
public sealed record ClinicalFactList(IReadOnlyList<ClinicalFactRow> Rows, bool MayWrite);

/// <summary>Reads diagnoses, medication and allergies; the look is on record before the answer.</summary>
public sealed class ClinicalFacts(CrmDbContext db, ClientKeys keys, ReadLog reads)
{
    internal const string Table = "clinical_facts";

    /// <summary>All that the actor may see.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or its clinical text is out of the actor's sight.</exception>
    public async Task<ClinicalFactList> OfAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClinical, cancel);
        var rows = await db.ClinicalFacts.AsNoTracking().Where(f => f.ClientId == clientId)
            .Where(Visibility.Of<ClinicalFact>(db, actor, Permission.ViewClinical, f => f.Client!, f => f.LearnerId))
            .OrderBy(f => f.EndedOn != null).ThenBy(f => f.Kind).ThenByDescending(f => f.NotedOn).ThenByDescending(f => f.Id)
            .Select(f => new
            {
                Row = f,
                Learner = db.Learners.Where(l => l.Id == f.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
                By = db.Users.Where(u => u.Id == f.CreatedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
            }).ToListAsync(cancel);
        var mayWrite = actor.May(Permission.WriteClinical) && await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.WriteClinical).AnyAsync(cancel);
        await reads.OneAsync(actor, "clinical_fact.read", clientId, clientId, cancel);
        if (rows.Count == 0) return new([], mayWrite);
        var cipher = await keys.OfAsync(clientId, cancel);
        return new([.. rows.Select(r => new ClinicalFactRow(r.Row, cipher.OpenValue<ClinicalFactText>(r.Row.Content, new(Table, "content", r.Row.SealId)), r.Learner, r.By))], mayWrite);
    }
}
