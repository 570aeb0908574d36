using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Notes that a diagnosis, medication or allergy holds no more, or was a mistake; its text stays.</summary>
public sealed class EndClinicalFact(CrmDbContext db, PracticeDay practiceDay) : IOperation
{
    /// <summary>Which one of which client, and the last day on which it held.</summary>
    public sealed record Request(long ClientId, long FactId, LocalDate EndedOn, bool IsMistake = false);

    /// <returns>The fact; or what is wrong.</returns>
    public async Task<Outcome<ClinicalFact>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var fact = await db.ClinicalFacts.FirstOrDefaultAsync(f => f.Id == request.FactId && f.ClientId == request.ClientId, cancel) ?? throw new NotFoundException();
        await db.SubjectAsync(actor, fact.ClientId, fact.LearnerId, Permission.WriteClinical, cancel);
        if (request.EndedOn > await practiceDay.OfAsync(actor.Now, cancel)) return Problem.Invalid("endedOn", "This day is still to come.");
        if (fact.End(request.EndedOn, request.IsMistake) is { } refused) return refused;
        db.Audit(actor, "clinical_fact.ended", fact, fact.ClientId);
        return await db.SaveAsync(fact, cancel: cancel);
    }
}
