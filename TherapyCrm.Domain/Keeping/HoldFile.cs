using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Keeping;

/// <summary>Puts a legal hold on a file, and lifts it; both with a reason.</summary>
public sealed class HoldFile(CrmDbContext db) : IOperation
{
    /// <summary>Nothing is ended while it holds; one hold at a time.</summary>
    public async Task<Outcome<bool>> SetAsync(Actor actor, long clientId, string? reason, CancellationToken cancel = default)
    {
        if (await RefusedAsync(actor, clientId, reason, cancel) is { Length: > 0 } problems) return problems;
        if (await db.LegalHolds.AnyAsync(h => h.ClientId == clientId && h.LiftedAt == null, cancel)) return Problem.Conflict("", "There is a hold on this file already.");
        var hold = new LegalHold { ClientId = clientId, Reason = TypedText.Kept(reason)!, SetBy = actor.UserId!.Value, SetAt = actor.Now };
        db.LegalHolds.Add(hold);
        db.Audit(actor, "retention.held", hold);
        return await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>The retention counts again.</summary>
    public async Task<Outcome<bool>> LiftAsync(Actor actor, long clientId, string? reason, CancellationToken cancel = default)
    {
        if (await RefusedAsync(actor, clientId, reason, cancel) is { Length: > 0 } problems) return problems;
        var hold = await db.LegalHolds.FirstOrDefaultAsync(h => h.ClientId == clientId && h.LiftedAt == null, cancel);
        if (hold is null) return Problem.Conflict("", "There is no hold on this file.");
        (hold.LiftedAt, hold.LiftedBy, hold.LiftReason) = (actor.Now, actor.UserId, TypedText.Kept(reason));
        db.Audit(actor, "retention.hold_lifted", hold);
        return await db.SaveAsync(true, cancel: cancel);
    }

    private async Task<Problem[]> RefusedAsync(Actor actor, long clientId, string? reason, CancellationToken cancel)
    {
        actor.MustHave(Permission.DestroyRecords);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.DestroyRecords, cancel);
        return [.. TypedText.Check("reason", reason, 1000, required: true)];
    }
}
