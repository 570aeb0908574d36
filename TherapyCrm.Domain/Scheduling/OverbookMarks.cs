using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Keeps the mark of overbooking true: it goes when what an appointment clashed with has gone.</summary>
internal static class OverbookMarks
{
    /// <summary>Looks again at the appointments that lost company; the last step of a piece of work, inside its transaction.</summary>
    /// <param name="ledger">Settled; null when no claim changed.</param>
    public static async Task SettleMarksAsync(this CrmDbContext db, Actor actor, ClaimLedger? ledger, CancellationToken cancel)
    {
        if (ledger is null or { Eased.Count: 0 }) return;
        long[] ids = [.. ledger.Eased];
        var marked = await db.Appointments.WithParts().Where(a => EF.Parameter(ids).Contains(a.Id) && a.OverbookReason != null).ToListAsync(cancel);
        if (marked.Count == 0) return;
        await db.SaveChangesAsync(cancel);
        foreach (var a in marked.Where(a => a.OverbookReason is not null))
        {
            var claims = await db.ClaimsOfAsync(a, actor.Now, cancel);
            if (claims.Count == 0 || (await db.LedgerAsync(claims, cancel)).IsOverbooked(claims)) continue;
            var before = AppointmentState.Of(a);
            a.OverbookReason = null;
            db.Add(AppointmentState.Change(actor, ScheduleAction.ClashEnded, a, before));
            db.Audit(actor, $"appointment.{ScheduleAction.ClashEnded}", a, a.ClientId);
        }
    }
}
