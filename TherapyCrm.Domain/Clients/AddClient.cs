using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Opens a file for a new client under the next file number.</summary>
public sealed class AddClient(CrmDbContext db, PracticeDay practiceDay, FileNumbers fileNumbers) : IOperation
{
    /// <summary>Who the client is.</summary>
    public sealed record Request(ClientDetails Details);

    /// <summary>Adds the client; a second press of the same button answers with the first one's client.</summary>
    public async Task<Outcome<Client>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        if (await db.DoneBeforeAsync(actor, nameof(Client), cancel) is { } done) return await db.Clients.SingleAsync(c => c.Id == done, cancel);
        Problem[] problems =
        [
            .. request.Details.Check(await practiceDay.OfAsync(actor.Now, cancel)),
            .. await db.CheckStaffAsync("therapistId", request.Details.TherapistId, null, cancel),
        ];
        if (problems.Length > 0) return problems;
        await fileNumbers.EnsureAsync(cancel);
        return await db.InTransactionAsync(() => SaveAsync(actor, request.Details, cancel), cancel);
    }

    private async Task<Outcome<Client>> SaveAsync(Actor actor, ClientDetails details, CancellationToken cancel)
    {
        var client = new Client { FirstName = "", LastName = "", Phone = "", FileNumber = await fileNumbers.TakeAsync(cancel) };
        details.WriteTo(client);
        db.Add(client);
        db.Audit(actor, "client.added", client);
        db.Answers(client);
        return await db.SaveAsync(client, cancel: cancel);
    }
}
