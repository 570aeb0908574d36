using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Opens a file for a new client under the next file number.</summary>
public sealed class AddClient(CrmDbContext db, PracticeDay practiceDay, FileNumbers fileNumbers, ClientTypes types) : IOperation
{
    /// <summary>Who the client is, and the file number where the practice types it.</summary>
    public sealed record Request(ClientDetails Details, string? FileNumber = null);

    /// <summary>Adds the client; a second press of the same button answers with the first one's client.</summary>
    public async Task<Outcome<Client>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        if (await db.DoneBeforeAsync(actor, nameof(Client), cancel) is { } done) return await db.Clients.SingleAsync(c => c.Id == done, cancel);
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        var settled = await types.SettleAsync(null, request.Details, cancel);
        Problem[] problems =
        [
            .. request.Details.Check(today),
            .. settled.Problems,
            .. await db.CheckStaffAsync("therapistId", request.Details.TherapistId, null, cancel),
        ];
        if (problems.Length > 0) return problems;
        await fileNumbers.EnsureAsync(cancel);
        return await db.InTransactionAsync(() => SaveAsync(actor, request, settled.Value, today, cancel), cancel);
    }

    private async Task<Outcome<Client>> SaveAsync(Actor actor, Request request, (ClientStatus Status, long? TypeId) settled, LocalDate today, CancellationToken cancel)
    {
        var number = await fileNumbers.TakeAsync(request.Details, request.FileNumber, today, cancel);
        if (!number.Succeeded) return Outcome<Client>.Failed(number.Problems);
        var client = new Client { FirstName = "", LastName = "", Phone = "", FileNumber = number.Value };
        request.Details.WriteTo(client, settled);
        Guardians.Write(db, client, request.Details.Guardians);
        db.Add(client);
        db.Audit(actor, "client.added", client);
        db.Answers(client);
        return await db.SaveAsync(client, cancel: cancel);
    }
}
