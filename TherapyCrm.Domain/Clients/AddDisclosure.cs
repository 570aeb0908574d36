using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Notes that something of the record was given to somebody outside.</summary>
public sealed class AddDisclosure(CrmDbContext db, ClientKeys keys, PracticeDay practiceDay) : IOperation
{
    /// <summary>To whom, what, why and when; about the client, or one of the learners.</summary>
    public sealed record Request(long ClientId, long? LearnerId, LocalDate DisclosedOn, DisclosureText Text);

    /// <returns>The disclosure; or what is wrong.</returns>
    public async Task<Outcome<Disclosure>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ExportRecords);
        if (await db.DoneBeforeAsync(actor, nameof(Disclosure), cancel) is { } done) return await db.Disclosures.SingleAsync(d => d.Id == done, cancel);
        var clientId = await db.SubjectAsync(actor, request.ClientId, request.LearnerId, Permission.ExportRecords, cancel);
        Problem[] problems =
        [
            .. TypedText.Check("recipient", request.Text.Recipient, 200, required: true),
            .. TypedText.Check("what", request.Text.What, 2000, required: true),
            .. TypedText.Check("why", request.Text.Why, 2000, required: true),
            .. request.DisclosedOn > await practiceDay.OfAsync(actor.Now, cancel) ? [Problem.Invalid("disclosedOn", "This day is still to come.")] : Array.Empty<Problem>(),
        ];
        if (problems.Length > 0) return problems;
        var (cipher, seal) = (await keys.OfAsync(clientId, cancel), Guid.NewGuid());
        var text = new DisclosureText(TypedText.Kept(request.Text.Recipient)!, TypedText.Kept(request.Text.What)!, TypedText.Kept(request.Text.Why)!);
        var disclosure = new Disclosure
        {
            ClientId = clientId, LearnerId = request.LearnerId, DisclosedOn = request.DisclosedOn, SealId = seal, Content = cipher.SealValue(text, new(Disclosures.Table, "content", seal)),
        };
        db.Add(disclosure);
        db.Audit(actor, "disclosure.added", disclosure, clientId);
        db.Answers(disclosure);
        return await db.SaveAsync(disclosure, cancel: cancel);
    }
}

/// <summary>Whom a part of the record is about.</summary>
internal static class RecordSubject
{
    /// <summary>The client's id, once the actor may do this with the client, or with the learner where one is named.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but this may not be done with it.</exception>
    public static async Task<long> SubjectAsync(this CrmDbContext db, Actor actor, long clientId, long? learnerId, Permission permission, CancellationToken cancel) => learnerId is { } learner
        ? (await db.Learners.AsNoTracking().Where(l => l.ClientId == clientId).GetAsync(db, actor, learner, permission, cancel)).ClientId
        : (await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, permission, cancel)).Id;
}
