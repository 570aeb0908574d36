using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Shows what a change of a series would do to each occurrence, without doing it.</summary>
public sealed class PreviewSeriesChange(CrmDbContext db, SeriesChangePlanner planner) : IOperation
{
    /// <summary>Each occurrence of the scope; those with a problem say which.</summary>
    public async Task<Outcome<SeriesChanged>> RunAsync(Actor actor, SeriesChangeRequest request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var plan = await planner.PlanAsync(actor, request, cancel);
        db.ChangeTracker.Clear();
        return plan.Succeeded ? plan.Value.Shown() : Outcome<SeriesChanged>.Failed(plan.Problems);
    }
}

/// <summary>Changes this occurrence of a series, this and the following, or all to come; in one piece.</summary>
public sealed class ChangeSeries(CrmDbContext db, SeriesChangePlanner planner) : IOperation
{
    private const int Tries = 10;

    /// <summary>Changes them.</summary>
    /// <returns>What became of each; or, when reporting was asked for, one problem whose detail is the <see cref="SeriesChanged"/>.</returns>
    public async Task<Outcome<SeriesChanged>> RunAsync(Actor actor, SeriesChangeRequest request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        for (var attempt = 1; ; attempt++)
        {
            var plan = await planner.PlanAsync(actor, request, cancel);
            if (!plan.Succeeded) return Outcome<SeriesChanged>.Failed(plan.Problems);
            var shown = plan.Value.Shown();
            if (shown.Problems > 0)
            {
                db.ChangeTracker.Clear();
                return Problem.Conflict("decisions", "{0} of {1} dates have a problem.", shown.Problems, shown.Changes) with { Detail = shown };
            }
            var saved = await db.InOneSaveAsync(() => WriteAsync(actor, request, plan.Value, cancel), shown, LostRace.Explain, cancel);
            if (saved.Succeeded || !LostRace.Is(saved.Problems) || attempt == Tries) return saved;
        }
    }

    private async Task WriteAsync(Actor actor, SeriesChangeRequest request, SeriesChangePlan plan, CancellationToken cancel)
    {
        var moving = plan.Changes.Where(c => c.Outcome is SeriesChangeOutcome.Changed or SeriesChangeOutcome.SetAside).ToList();
        foreach (var c in moving) plan.Ledger.Hold(Holder.Of(c.Appointment), c.Held, []);
        foreach (var c in moving.Where(c => c.Outcome == SeriesChangeOutcome.Changed)) plan.Ledger.Hold(Holder.Of(c.Appointment), [], c.Claims);
        foreach (var c in moving)
        {
            var before = AppointmentState.Of(c.Appointment);
            var isAside = c.Outcome == SeriesChangeOutcome.SetAside;
            if (isAside) c.Appointment.DeletedAt = actor.Now;
            else
            {
                AppointmentFields.Fill(c.Appointment, c.Facts, db);
                if (!plan.Ledger.IsOverbooked(c.Claims)) c.Appointment.OverbookReason = null;
            }
            c.Appointment.MovedByHand |= request.Scope == SeriesScope.This && c.Appointment.RecurrencePatternId is not null;
            db.Entry(c.Appointment).Property(a => a.UpdatedAt).IsModified = true;
            var action = isAside ? ScheduleAction.SetAside : ScheduleAction.Moved;
            db.Add(AppointmentState.Change(actor, action, c.Appointment, before));
            db.Audit(actor, $"appointment.{action}", c.Appointment, c.Appointment.ClientId, "series");
        }
        await SetAsideAsync([.. moving.Where(c => c.Outcome == SeriesChangeOutcome.SetAside)], cancel);
        await db.SettleMarksAsync(actor, plan.Ledger, cancel);
    }

    private async Task SetAsideAsync(List<PlannedChange> aside, CancellationToken cancel)
    {
        var ids = aside.ConvertAll(c => (long?)c.Appointment.Id).ToArray();
        var rows = ids.Length == 0 ? [] : await db.SeriesDates.Where(d => ids.Contains(d.AppointmentId)).ToListAsync(cancel);
        foreach (var row in rows)
        {
            var change = aside.Single(c => c.Appointment.Id == row.AppointmentId);
            (row.Outcome, row.AppointmentId) = (SeriesDateOutcome.ToPlace, null);
            (row.Wanted, row.Problem) = (WantedBooking.Write(change.Facts.Request), SeriesProblem.Of(change.Problems));
        }
    }
}
