using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Notes that somebody took a consent back; that it was given stays on file.</summary>
public sealed class WithdrawConsent(CrmDbContext db, PracticeDay practiceDay) : IOperation
{
    /// <summary>Which consent of which client, when and by whom it was taken back.</summary>
    public sealed record Request(long ClientId, long ConsentId, LocalDate WithdrawnOn, string WithdrawnBy);

    /// <returns>The consent; or what is wrong.</returns>
    public async Task<Outcome<Consent>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        var client = await db.Clients.GetAsync(db, actor, request.ClientId, Permission.EditClients, cancel);
        var consent = await db.Consents.FirstOrDefaultAsync(c => c.Id == request.ConsentId && c.ClientId == client.Id, cancel) ?? throw new NotFoundException();
        if (TypedText.Check("withdrawnBy", request.WithdrawnBy, 200, required: true).ToArray() is { Length: > 0 } problems) return problems;
        if (request.WithdrawnOn > await practiceDay.OfAsync(actor.Now, cancel)) return Problem.Invalid("withdrawnOn", "This day is still to come.");
        if (consent.Withdraw(request.WithdrawnOn, TypedText.Kept(request.WithdrawnBy)!) is { } refused) return refused;
        db.Audit(actor, "consent.withdrawn", consent, client.Id);
        return await db.SaveAsync(consent, cancel: cancel);
    }
}
