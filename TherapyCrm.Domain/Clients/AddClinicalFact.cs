using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Notes a diagnosis, a medication or an allergy of a client or learner.</summary>
public sealed class AddClinicalFact(CrmDbContext db, ClientKeys keys, PracticeDay practiceDay) : IOperation
{
    /// <summary>Whose, what, and since when.</summary>
    public sealed record Request(long ClientId, long? LearnerId, ClinicalFactKind Kind, LocalDate NotedOn, ClinicalFactText Text);

    /// <returns>The fact; or what is wrong.</returns>
    public async Task<Outcome<ClinicalFact>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        if (await db.DoneBeforeAsync(actor, nameof(ClinicalFact), cancel) is { } done) return await db.ClinicalFacts.SingleAsync(f => f.Id == done, cancel);
        var clientId = await db.SubjectAsync(actor, request.ClientId, request.LearnerId, Permission.WriteClinical, cancel);
        Problem[] problems =
        [
            .. TypedText.Check("name", request.Text.Name, 200, required: true),
            .. TypedText.Check("code", request.Text.Code, 40),
            .. TypedText.Check("detail", request.Text.Detail, 2000),
            .. request.NotedOn > await practiceDay.OfAsync(actor.Now, cancel) ? [Problem.Invalid("notedOn", "This day is still to come.")] : Array.Empty<Problem>(),
        ];
        if (problems.Length > 0) return problems;
        var (cipher, seal) = (await keys.OfAsync(clientId, cancel), Guid.NewGuid());
        var text = new ClinicalFactText(TypedText.Kept(request.Text.Name)!, TypedText.Kept(request.Text.Code), TypedText.Kept(request.Text.Detail));
        var fact = new ClinicalFact
        {
            ClientId = clientId, LearnerId = request.LearnerId, Kind = request.Kind, NotedOn = request.NotedOn, SealId = seal, Content = cipher.SealValue(text, new(ClinicalFacts.Table, "content", seal)),
        };
        db.Add(fact);
        db.Audit(actor, "clinical_fact.added", fact, clientId);
        db.Answers(fact);
        return await db.SaveAsync(fact, cancel: cancel);
    }
}
