using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Notes what somebody has agreed to, for the client or for one of the client's contacts.</summary>
public sealed class AddConsent(CrmDbContext db, PracticeDay practiceDay) : IOperation
{
    /// <summary>Who agreed to what, and when.</summary>
    public sealed record Request
    {
        public required long ClientId { get; init; }
        public long? ContactId { get; init; }
        public required string Purpose { get; init; }
        public ConsentChannel Channel { get; init; }
        public required LocalDate GivenOn { get; init; }
        public required string GivenBy { get; init; }
    }

    /// <returns>The consent; or what is wrong.</returns>
    public async Task<Outcome<Consent>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        if (await db.DoneBeforeAsync(actor, nameof(Consent), cancel) is { } done) return await db.Consents.SingleAsync(c => c.Id == done, cancel);
        var client = await db.Clients.GetAsync(db, actor, request.ClientId, Permission.EditClients, cancel);
        if (client.Status == ClientStatus.Archived) return EditClient.ArchivedProblem;
        Problem[] problems =
        [
            .. TypedText.Check("purpose", request.Purpose, 200, required: true),
            .. TypedText.Check("givenBy", request.GivenBy, 200, required: true),
            .. request.GivenOn > await practiceDay.OfAsync(actor.Now, cancel) ? [Problem.Invalid("givenOn", "This day is still to come.")] : Array.Empty<Problem>(),
            .. request.ContactId is { } contact && !await db.Contacts.AnyAsync(c => c.Id == contact && c.ClientId == client.Id, cancel) ? [Problem.Invalid("contactId", "Please choose one of the client's contacts.")] : Array.Empty<Problem>(),
        ];
        if (problems.Length > 0) return problems;
        var consent = new Consent
        {
            ClientId = client.Id, ContactId = request.ContactId, Purpose = TypedText.Kept(request.Purpose)!, Channel = request.Channel, GivenOn = request.GivenOn, GivenBy = TypedText.Kept(request.GivenBy)!,
        };
        db.Add(consent);
        db.Audit(actor, "consent.given", consent, client.Id);
        db.Answers(consent);
        return await db.SaveAsync(consent, cancel: cancel);
    }
}
