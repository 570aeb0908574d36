using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What the signature of a note does to the goals it speaks of.</summary>
internal static class GoalsOfNote
{
    /// <summary>The note speaks of goals of its own person only.</summary>
    public static async Task<IReadOnlyList<Problem>> GoalProblemsAsync(this CrmDbContext db, SessionNote note, NoteBody body, CancellationToken cancel)
    {
        if (body.Progress is not { Count: > 0 } progress) return [];
        var ids = progress.Select(p => p.GoalId).ToList();
        var own = await db.PlanGoals.Where(g => ids.Contains(g.Id) && g.ClientId == note.ClientId && g.LearnerId == note.LearnerId).Select(g => g.Id).ToListAsync(cancel);
        return [.. progress.Select((p, i) => (p.GoalId, Index: i)).Where(p => !own.Contains(p.GoalId)).Select(p => Problem.Invalid($"Progress[{p.Index}].Percent", "This goal is not part of this person's plan."))];
    }

    /// <summary>
    /// Sets the state of the goals where the author says so, with its history. An amendment sets only what it says anew: correcting a word in an old note does not bring an old state back.
    /// </summary>
    public static async Task SetGoalsAsync(this CrmDbContext db, Actor actor, SessionNote note, NoteBody body, ClientCipher cipher, CancellationToken cancel)
    {
        var wanted = (body.Progress ?? []).Where(p => p is { SetsStatus: true, Status: not null }).ToList();
        if (wanted.Count == 0) return;
        var before = await db.NoteVersions.AsNoTracking().Where(v => v.NoteId == note.Id && v.Number == note.CurrentNumber && v.Body != null).FirstOrDefaultAsync(cancel) is { } version
            ? cipher.OpenValue<NoteBody>(version.Body!, version.Place).Progress ?? [] : [];
        var ids = wanted.ConvertAll(p => p.GoalId);
        foreach (var goal in await db.PlanGoals.Include(g => g.Plan).Where(g => ids.Contains(g.Id) && g.RemovedAt == null).ToListAsync(cancel))
        {
            var said = wanted.First(p => p.GoalId == goal.Id);
            if (goal.Status == said.Status || before.Any(b => b.GoalId == said.GoalId && b.Status == said.Status && b.SetsStatus)) continue;
            var change = new PlanChange(PlanChanges.Short(cipher.OpenValue<GoalText>(goal.Content, goal.Place).Description), PlanFields.Of(("Status", StoredText.Of(goal.Status))), PlanFields.Of(("Status", StoredText.Of(said.Status!.Value))), null);
            goal.Status = said.Status.Value;
            db.Keep(actor, goal.Plan, PlanAct.StatusSet, change, cipher, goal, note.Id);
            db.Audit(actor, "plan.goal_status_set", goal);
        }
    }
}
