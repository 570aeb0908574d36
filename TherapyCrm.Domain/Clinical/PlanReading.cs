using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Who sees a plan: who may with its client or learner.</summary>
internal static class PlanReading
{
    /// <summary>The plans the actor may do this with.</summary>
    public static IQueryable<TreatmentPlan> VisibleTo(this IQueryable<TreatmentPlan> plans, CrmDbContext db, Actor actor, Permission permission) => plans.Where(Rule(db, actor, permission));

    /// <summary>The plan, for doing this with it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but this may not be done with it.</exception>
    public static Task<TreatmentPlan> GetAsync(this IQueryable<TreatmentPlan> plans, CrmDbContext db, Actor actor, long id, Permission permission, CancellationToken cancel) =>
        Reading.OneAsync(plans.Where(p => p.Id == id), p => Rule(db, actor, p), permission, cancel);

    /// <summary>True when the actor may do this with the plan.</summary>
    public static async Task<bool> MayAsync(this CrmDbContext db, Actor actor, long planId, Permission permission, CancellationToken cancel) =>
        actor.May(permission) && await db.TreatmentPlans.Where(p => p.Id == planId).VisibleTo(db, actor, permission).AnyAsync(cancel);

    private static Expression<Func<TreatmentPlan, bool>> Rule(CrmDbContext db, Actor actor, Permission permission) =>
        Visibility.Of<TreatmentPlan>(db, actor, permission, p => p.Client!, p => p.LearnerId);
}
