using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Treatment plans on the timeline, at the moment they were begun.</summary>
public sealed class PlanTimeline(CrmDbContext db) : ITimelineSource
{
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
        return rows.ConvertAll(r => new TimelineRow(new(r.Plan.CreatedAt, Rank, r.Plan.Id), cipher => Opened(scope, r.Plan, r.By, cipher)));
    }

    private IQueryable<TreatmentPlan> Seen(TimelineScope scope)
    {
        var plans = scope.Seen(db.TreatmentPlans.AsNoTracking(), Permission.ViewClinical);
        if (scope.From is { } from) plans = plans.Where(p => p.CreatedAt >= from);
        return scope.Until is { } until ? plans.Where(p => p.CreatedAt < until) : plans;
    }

    private TimelineEntry Opened(TimelineScope scope, TreatmentPlan plan, string? by, ClientCipher? cipher)
    {
        var (text, local) = (cipher is null || plan.Content.Length == 0 ? null : cipher.OpenValue<PlanText>(plan.Content, plan.Place), Zones.ToLocal(plan.CreatedAt, scope.Zone));
        return new(new(plan.CreatedAt, Rank, plan.Id), Class, local.Date, local.TimeOfDay, new Said("Plan: {0}", text?.Title ?? ""), $"/plans/{plan.Id}")
        {
            By = by, LearnerId = plan.LearnerId, Marks = [plan.IsLocked ? "Approved" : "Draft"], Lines = text?.Summary is { } summary ? [new(null, summary)] : [],
        };
    }
}
