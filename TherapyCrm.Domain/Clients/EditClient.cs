using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Changes what the desk writes about a client.</summary>
public sealed class EditClient(CrmDbContext db, PracticeDay practiceDay, ClientTypes types, ProfileHistory history) : IOperation
{
    /// <summary>What the client's data should be, and the version the editor had seen.</summary>
    public sealed record Request(long ClientId, int? Version, ClientDetails Details);

    /// <inheritdoc cref="AddClient.RunAsync"/>
    public async Task<Outcome<Client>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        var client = await db.Clients.Include(c => c.Guardians).GetAsync(db, actor, request.ClientId, Permission.EditClients, cancel);
        if (client.StaleSince(request.Version) is { } stale) return stale;
        if (client.Status == ClientStatus.Archived) return ArchivedProblem;
        var settled = await types.SettleAsync(client, request.Details, cancel);
        Problem[] problems =
        [
            .. request.Details.Check(await practiceDay.OfAsync(actor.Now, cancel), client.Guardians.Count),
            .. settled.Problems,
            .. await db.CheckStaffAsync("therapistId", request.Details.TherapistId, client.TherapistId, cancel),
        ];
        if (problems.Length > 0) return problems;
        request.Details.WriteTo(client, settled.Value);
        var guardians = Guardians.Write(db, client, request.Details.Guardians);
        await history.RecordAsync(actor, "client.edited", client, guardians, cancel: cancel);
        return await db.SaveEditAsync(actor, "client.edited", client, client.Id, guardians.Select(g => g.Field), null, cancel);
    }

    internal static Problem ArchivedProblem => Problem.Conflict("", "This client is archived. Reopen the file to change it.");
}
