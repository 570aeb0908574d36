using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Keeping;

/// <summary>Ends a file whose time is over: one person asks, another agrees, both with their password; the key goes, the names go, a certificate stays (domain.md §4).</summary>
public sealed class DestroyRecord(CrmDbContext db, RetentionDates retention, PracticeDay day, SignIn signIn, EraseNames erase) : IOperation
{
    /// <summary>The first person asks.</summary>
    public async Task<Outcome<bool>> AskAsync(Actor actor, long clientId, string? password, CancellationToken cancel = default)
    {
        var (file, problem) = await DueAsync(actor, clientId, password, cancel);
        if (problem is not null) return problem;
        if (file!.AskedBy is not null) return Problem.Conflict("", "Somebody asked for this already.");
        var request = new DestructionRequest { ClientId = clientId, AskedBy = actor.UserId!.Value, AskedAt = actor.Now };
        db.DestructionRequests.Add(request);
        db.Audit(actor, "retention.destruction_asked", request);
        return await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>Takes the request back; anybody who could agree may.</summary>
    public async Task<Outcome<bool>> TakeBackAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.DestroyRecords);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.DestroyRecords, cancel);
        var request = await OpenAsync(clientId, cancel);
        if (request is null) return Problem.Conflict("", "Nobody has asked for this.");
        request.ClosedAt = actor.Now;
        db.Audit(actor, "retention.destruction_taken_back", request);
        return await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>The second person agrees, and it is done; there is no way back.</summary>
    /// <returns>The certificate; or why nothing was touched.</returns>
    public async Task<Outcome<DestructionCertificate>> AgreeAsync(Actor actor, long clientId, string? password, CancellationToken cancel = default)
    {
        var (file, problem) = await DueAsync(actor, clientId, password, cancel);
        if (problem is not null) return problem;
        var request = await OpenAsync(clientId, cancel);
        if (request is null) return Problem.Conflict("", "Nobody has asked for this.");
        if (request.AskedBy == actor.UserId) return Problem.Invalid("", "Two people are needed: you asked, so somebody else has to agree.");
        var certificate = new DestructionCertificate
        {
            ClientId = clientId, FileNumber = file!.FileNumber, Name = file.Name, FirstContact = file.FirstContact, LastContact = file.LastContact, KeptUntil = file.Kept.Until!.Value,
            DestroyedAt = actor.Now, AskedBy = request.AskedBy, DestroyedBy = actor.UserId!.Value,
        };
        request.ClosedAt = actor.Now;
        db.DestructionCertificates.Add(certificate);
        db.Audit(actor, "retention.destroyed", certificate);
        var done = await db.InOneSaveAsync(() => EndAsync(actor, clientId, cancel), certificate, _ => Task.FromResult<Problem[]>([Problem.Conflict("", "This record was ended.")]), cancel);
        if (done.Succeeded) await db.ForgetPagesAsync(cancel);
        return done;
    }

    private async Task EndAsync(Actor actor, long clientId, CancellationToken cancel)
    {
        await db.EraseForGoodAsync(cancel);
        // The rule is asked again inside the transaction: a hold or a contact may have come in between.
        if (await retention.OneAsync(actor, clientId, cancel) is not { } file || !file.IsDue(await day.OfAsync(actor.Now, cancel))) throw new DbUpdateConcurrencyException();
        var key = await db.ClientKeys.FirstOrDefaultAsync(k => k.ClientId == clientId, cancel);
        if (key is null) db.ClientKeys.Add(key = new ClientKey { ClientId = clientId, KeyId = Guid.NewGuid().ToString("N"), KekId = "none" }); // from now on none can be made
        (key.WrappedKey, key.DestroyedAt) = (null, actor.Now);
        await erase.RunAsync(clientId, actor.Now, cancel);
    }

    private Task<DestructionRequest?> OpenAsync(long clientId, CancellationToken cancel) => db.DestructionRequests.FirstOrDefaultAsync(r => r.ClientId == clientId && r.ClosedAt == null, cancel);

    private async Task<(FileKept? File, Problem? Problem)> DueAsync(Actor actor, long clientId, string? password, CancellationToken cancel)
    {
        actor.MustHave(Permission.DestroyRecords);
        if (await retention.OneAsync(actor, clientId, cancel) is not { } file) return (null, Problem.Conflict("", "This record was ended."));
        if (file.Hold is not null) return (null, Problem.Conflict("", "There is a hold on this file."));
        if (!file.IsDue(await day.OfAsync(actor.Now, cancel))) return (null, Problem.Conflict("", "This file has to be kept."));
        return await signIn.IsPasswordAsync(actor, password ?? "", cancel) ? (file, null) : (null, Problem.Invalid("password", "This is not your password."));
    }
}
