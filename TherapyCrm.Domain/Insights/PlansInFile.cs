using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Insights;

/// <summary>A treatment plan as an export shows it.</summary>
/// <param name="Changes">Since its first approval, newest first; empty without history.</param>
public sealed record PlanInFile(
    TreatmentPlan Plan, PlanText Text, string Author, string? ApprovedBy, string? ApprovalComment, IReadOnlyList<GoalView> Goals, IReadOnlyList<InterventionView> Interventions, IReadOnlyList<PlanRevisionRow> Changes);

/// <summary>Reads the treatment plans of a file for an export: those that were approved, with goals, what notes say about them, and interventions.</summary>
public sealed class PlansInFile(CrmDbContext db, ClientKeys keys)
{
    /// <summary>Those in the scope that may be seen and exported and that overlap the period, in the order of their beginning.</summary>
    public async Task<IReadOnlyList<PlanInFile>> RunAsync(TimelineScope scope, FileChoice choice, CancellationToken cancel = default)
    {
        var seen = scope.Seen(scope.Seen(db.TreatmentPlans.AsNoTracking(), Permission.ViewClinical), Permission.ExportRecords).Where(p => p.ApprovedAt != null);
        if (choice.From is { } from) seen = seen.Where(p => p.EndDate >= from);
        if (choice.Until is { } until) seen = seen.Where(p => p.StartDate <= until);
        var plans = await seen.OrderBy(p => p.StartDate).ThenBy(p => p.Id).ToListAsync(cancel);
        if (plans.Count == 0 || await keys.FindAsync(scope.ClientId, cancel) is not { } cipher) return [];
        var ids = plans.ConvertAll(p => p.Id);
        var said = await db.ProgressAsync(scope.Actor, cipher, plans, cancel);
        var goals = (await db.PlanGoals.AsNoTracking().Where(g => ids.Contains(g.PlanId) && g.RemovedAt == null).OrderBy(g => g.Id).ToListAsync(cancel))
            .ToLookup(g => g.PlanId, g => new GoalView(g, cipher.OpenValue<GoalText>(g.Content, g.Place), [.. said[g.Id].Where(p => choice.Holds(p.Date))]));
        var interventions = (await db.PlanInterventions.AsNoTracking().Where(i => ids.Contains(i.PlanId) && i.RemovedAt == null).OrderBy(i => i.Id).ToListAsync(cancel)).ToLookup(i => i.PlanId);
        var changes = choice.WithHistory ? await ChangesAsync(ids, cipher, cancel) : Array.Empty<PlanRevisionRow>().ToLookup(r => r.Row.PlanId);
        var people = plans.SelectMany(p => new[] { p.AuthorId, p.ApprovedBy ?? p.AuthorId }).Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FirstName + " " + u.LastName, cancel);
        return plans.ConvertAll(p => new PlanInFile(
            p, cipher.OpenValue<PlanText>(p.Content, p.Place), names[p.AuthorId], p.ApprovedBy is { } by ? names[by] : null, p.ApprovalComment is { } comment ? cipher.Open(comment, p.CommentPlace) : null,
            [.. goals[p.Id]], [.. interventions[p.Id].Select(i => Opened(i, [.. goals[p.Id]], cipher))], [.. changes[p.Id]]));
    }

    private static InterventionView Opened(PlanIntervention row, IReadOnlyList<GoalView> goals, ClientCipher cipher)
    {
        var text = cipher.OpenValue<InterventionText>(row.Content, row.Place);
        return new(row, text, [.. goals.Where(g => text.GoalIds.Contains(g.Row.Id)).Select(g => g.Short)]);
    }

    private async Task<ILookup<long, PlanRevisionRow>> ChangesAsync(List<long> plans, ClientCipher cipher, CancellationToken cancel) =>
        (await db.PlanRevisions.AsNoTracking().Where(r => plans.Contains(r.PlanId)).OrderByDescending(r => r.Id)
            .Select(r => new { Row = r, By = db.Users.Where(u => u.Id == r.ChangedBy).Select(u => u.FirstName + " " + u.LastName).First() }).ToListAsync(cancel))
        .ToLookup(r => r.Row.PlanId, r => new PlanRevisionRow(r.Row, r.By, cipher.OpenValue<PlanChange>(r.Row.Content, r.Row.Place)));
}
