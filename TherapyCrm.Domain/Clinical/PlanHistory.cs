using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A change of a plan as it is read.</summary>
public sealed record PlanRevisionRow(PlanRevision Row, string By, PlanChange Change);

/// <summary>What was changed in a plan since its first approval.</summary>
public sealed record PlanRevisions(ClientHeading Head, TreatmentPlan Plan, string Title, PageOf<PlanRevisionRow> Changes);

/// <summary>Reads the changes of a plan, the newest first; the look is on file.</summary>
public sealed class PlanHistory(CrmDbContext db, ClientKeys keys, ClientHead heads, ReadLog reads)
{
    /// <exception cref="NotFoundException">The plan does not exist, or is out of the actor's sight.</exception>
    public async Task<PlanRevisions> RunAsync(Actor actor, long planId, int page = 1, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var plan = await db.TreatmentPlans.AsNoTracking().GetAsync(db, actor, planId, Permission.ViewClinical, cancel);
        await reads.OneAsync(actor, "plan.history_read", plan.Id, plan.ClientId, cancel);
        var (head, cipher) = (await heads.RunAsync(actor, plan.ClientId, cancel: cancel), await keys.OfAsync(plan.ClientId, cancel));
        var (all, size, at) = (db.PlanRevisions.AsNoTracking().Where(r => r.PlanId == planId), 20, Math.Clamp(page, 1, 1_000_000));
        var total = await all.CountAsync(cancel);
        var rows = await all.OrderByDescending(r => r.Id).Skip((at - 1) * size).Take(size)
            .Select(r => new { Row = r, By = db.Users.Where(u => u.Id == r.ChangedBy).Select(u => u.FirstName + " " + u.LastName).First() }).ToListAsync(cancel);
        return new(head, plan, cipher.OpenValue<PlanText>(plan.Content, plan.Place).Title, new(rows.ConvertAll(r => new PlanRevisionRow(r.Row, r.By, cipher.OpenValue<PlanChange>(r.Row.Content, r.Row.Place))), at, size, total));
    }
}
