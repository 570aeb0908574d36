using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Treatment plans on the timeline, drafts too, at the moment they were begun, with the goals and interventions they have now.</summary>
public sealed class PlanTimeline(CrmDbContext db) : ITimelineSource
{
    private sealed record Line(TreatmentPlan Plan, string? By, IReadOnlyList<PlanGoal> Goals, IReadOnlyList<PlanIntervention> Interventions);

    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Plan;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewClinical;

    /// <inheritdoc/>
    public int Rank => 8;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Seen(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel)
    {
        var plans = Seen(scope);
        if (TimelineScope.Behind(after, Rank) is var (at, id)) plans = plans.Where(p => p.CreatedAt <= at && (p.CreatedAt < at || p.Id < id));
        var rows = await plans.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(most)
            .Select(p => new { Plan = p, By = db.Users.Where(u => u.Id == p.AuthorId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() }).ToListAsync(cancel);
        if (rows.Count == 0) return [];
        var ids = rows.ConvertAll(r => r.Plan.Id);
        var goals = (await db.PlanGoals.AsNoTracking().Where(g => ids.Contains(g.PlanId) && g.RemovedAt == null).OrderBy(g => g.Id).ToListAsync(cancel)).ToLookup(g => g.PlanId);
        var interventions = (await db.PlanInterventions.AsNoTracking().Where(i => ids.Contains(i.PlanId) && i.RemovedAt == null).OrderBy(i => i.Id).ToListAsync(cancel)).ToLookup(i => i.PlanId);
        return rows.ConvertAll(r => new TimelineRow(
            new(r.Plan.CreatedAt, Rank, r.Plan.Id), cipher => Opened(scope, new(r.Plan, r.By, [.. goals[r.Plan.Id]], [.. interventions[r.Plan.Id]]), cipher)));
    }

    private IQueryable<TreatmentPlan> Seen(TimelineScope scope)
    {
        var plans = scope.Seen(db.TreatmentPlans.AsNoTracking(), Permission.ViewClinical);
        if (scope.From is { } from) plans = plans.Where(p => p.CreatedAt >= from);
        return scope.Until is { } until ? plans.Where(p => p.CreatedAt < until) : plans;
    }

    private TimelineEntry Opened(TimelineScope scope, Line line, ClientCipher? cipher)
    {
        var (plan, local) = (line.Plan, Zones.ToLocal(line.Plan.CreatedAt, scope.Zone));
        var text = cipher is null || plan.Content.Length == 0 ? null : cipher.OpenValue<PlanText>(plan.Content, plan.Place);
        return new(new(plan.CreatedAt, Rank, plan.Id), Class, local.Date, local.TimeOfDay, text is null ? new Said("Treatment plan") : new Said("Plan: {0}", text.Title), $"/plans/{plan.Id}")
        {
            By = line.By, LearnerId = plan.LearnerId, Marks = [MarkOf(plan.Status)], Lines = text is null ? [] : [.. Lines(text, line, cipher!)],
        };
    }

    private static string MarkOf(PlanStatus status) => status switch
    {
        PlanStatus.Draft => "Draft",
        PlanStatus.Active => "Active",
        PlanStatus.Review => "In review",
        PlanStatus.Completed => "Completed",
        _ => "Archived",
    };

    private static IEnumerable<TimelineLine> Lines(PlanText plan, Line line, ClientCipher cipher)
    {
        var goals = line.Goals.Where(g => g.Content.Length > 0).Select(g => cipher.OpenValue<GoalText>(g.Content, g.Place)).ToList();
        var interventions = line.Interventions.Where(i => i.Content.Length > 0).Select(i => cipher.OpenValue<InterventionText>(i.Content, i.Place));
        return PlanFields.Of(
        [
            ("Summary", plan.Summary), .. goals.Select(g => ("Goal", (string?)g.Description)),
            .. goals.SelectMany(g => new[] { ("Domain", g.Domain), ("Long-term objective", g.LongTerm), ("Short-term objective", g.ShortTerm), ("Baseline", g.Baseline), ("Strategies", g.Strategies) }),
            .. interventions.SelectMany(i => new[] { ("Intervention", i.Type), ("Frequency", i.Frequency), ("Length", i.Duration), ("Materials", i.Materials) }),
        ]).Select(f => new TimelineLine(f.Name, f.Value));
    }
}
