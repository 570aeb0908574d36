using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Shows what a series would come to, date by date, without booking anything.</summary>
public sealed class PreviewSeries(CrmDbContext db, SeriesPlanner planner) : IOperation
{
    /// <summary>Every date with its problem, if any; or what is wrong with the request itself.</summary>
    public async Task<Outcome<SeriesPreview>> RunAsync(Actor actor, SeriesRequest request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var plan = await planner.PlanAsync(actor, request, cancel);
        db.ChangeTracker.Clear();
        if (!plan.Succeeded) return Outcome<SeriesPreview>.Failed(plan.Problems);
        return new SeriesPreview([.. plan.Value.Dates.Select(d => d.Plan)], plan.Value.Missing);
    }
}
