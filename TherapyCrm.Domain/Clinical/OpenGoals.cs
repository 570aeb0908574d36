using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A goal that a note may say something about.</summary>
public sealed record OpenGoal(long PlanId, GoalView Goal);

/// <summary>The open goals of the plans in use, beside the note that is being written about the same person.</summary>
public sealed class OpenGoals(CrmDbContext db, ClientKeys keys, ReadLog reads) : IOperation
{
    /// <exception cref="NotFoundException">The note is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<OpenGoal>> OfAsync(Actor actor, long noteId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.AsNoTracking().GetAsync(db, actor, noteId, Permission.WriteClinical, cancel);
        var plans = await db.TreatmentPlans.AsNoTracking().VisibleTo(db, actor, Permission.ViewClinical)
            .Where(p => p.ClientId == note.ClientId && p.LearnerId == note.LearnerId && (p.Status == PlanStatus.Active || p.Status == PlanStatus.Review)).OrderBy(p => p.Id).Take(20).ToListAsync(cancel);
        if (plans.Count == 0) return [];
        await reads.OneAsync(actor, "plan.goals_read", plans[0].Id, note.ClientId, cancel);
        var ids = plans.ConvertAll(p => p.Id);
        var goals = await db.PlanGoals.AsNoTracking()
            .Where(g => ids.Contains(g.PlanId) && g.RemovedAt == null && (g.Status == GoalStatus.NotStarted || g.Status == GoalStatus.InProgress)).OrderBy(g => g.PlanId).ThenBy(g => g.Id).Take(TreatmentPlan.MostParts).ToListAsync(cancel);
        var cipher = await keys.OfAsync(note.ClientId, cancel);
        var said = await db.ProgressAsync(actor, cipher, plans, cancel);
        return goals.ConvertAll(g => new OpenGoal(g.PlanId, new(g, cipher.OpenValue<GoalText>(g.Content, g.Place), [.. said[g.Id].Where(p => p.NoteId != noteId)])));
    }
}
