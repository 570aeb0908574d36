using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What became of a series: each date, booked, skipped or to place.</summary>
public sealed record BookedSeries(long SeriesId, IReadOnlyList<BookedSeriesDate> Dates);

/// <summary>What became of one date of a series.</summary>
public sealed record BookedSeriesDate(SeriesDatePlan Plan, SeriesDateOutcome Outcome, long? AppointmentId);

/// <summary>Books a series in one piece: a clash never fails the whole, unless that was asked for, and never vanishes silently.</summary>
public sealed class BookSeries(CrmDbContext db, SeriesPlanner planner) : IOperation
{
    private const int Tries = 10;

    /// <summary>Books what can be booked and records the rest as decided.</summary>
    /// <returns>The series; or, when reporting was asked for, one problem whose detail is the <see cref="SeriesPreview"/>.</returns>
    public async Task<Outcome<BookedSeries>> RunAsync(Actor actor, SeriesRequest request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        for (var attempt = 1; ; attempt++)
        {
            if (await db.DoneBeforeAsync(actor, nameof(RecurrencePattern), cancel) is { } done) return await AgainAsync(actor, request, done, cancel);
            var plan = await planner.PlanAsync(actor, request, cancel);
            if (!plan.Succeeded) return Outcome<BookedSeries>.Failed(plan.Problems);
            var outcome = await TryAsync(actor, request, plan.Value, cancel);
            if (outcome.Succeeded || !LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
        }
    }

    private async Task<Outcome<BookedSeries>> TryAsync(Actor actor, SeriesRequest request, SeriesPlan plan, CancellationToken cancel)
    {
        var open = plan.Dates.Count(d => d.Plan.State is SeriesDateState.Conflict or SeriesDateState.Warning);
        if (open > 0 && request.OnConflict == OnConflict.Report)
        {
            db.ChangeTracker.Clear();
            return Problem.Conflict("decisions", "{0} of {1} dates have a problem.", open, plan.Dates.Count) with { Detail = new SeriesPreview([.. plan.Dates.Select(d => d.Plan)], plan.Missing) };
        }
        if (request.Decisions.Any(d => d.OverbookReason is not null)) await Overbooking.MustBeAllowedAsync(db, actor, request.Booking.ClientId, cancel);
        var outcomes = plan.Dates.Select(d => (Date: d, Outcome: OutcomeOf(d.Plan.State, request.OnConflict))).ToList();
        if (outcomes.TrueForAll(o => o.Outcome == SeriesDateOutcome.Skipped)) return Problem.Conflict("decisions", "No date of the series would be left.");
        var pattern = PatternOf(request, plan.Facts);
        var saved = await db.InOneSaveAsync(() => WriteAsync(actor, plan, outcomes, pattern, cancel), pattern, LostRace.Explain, cancel);
        if (!saved.Succeeded) return Outcome<BookedSeries>.Failed(saved.Problems);
        return new BookedSeries(pattern.Id, [.. outcomes.Select(o => new BookedSeriesDate(o.Date.Plan, o.Outcome, o.Outcome == SeriesDateOutcome.Booked ? o.Date.Appointment.Id : null))]);
    }

    private async Task WriteAsync(
        Actor actor, SeriesPlan plan, List<(PlannedDate Date, SeriesDateOutcome Outcome)> outcomes, RecurrencePattern pattern, CancellationToken cancel)
    {
        db.ActFor(actor);
        db.Add(pattern);
        db.Answers(pattern);
        await db.SaveChangesAsync(cancel);
        var booked = outcomes.Where(o => o.Outcome == SeriesDateOutcome.Booked).Select(o => o.Date).ToList();
        foreach (var date in booked)
        {
            var a = date.Appointment;
            (a.IsRecurring, a.RecurrencePatternId, a.IsLateEntry) = (true, pattern.Id, a.StartTime < actor.Now);
            a.OverbookReason = plan.Ledger.InTheWay(Holder.Of(a), date.Claims).Any() ? TypedText.Kept(date.Facts.Request.OverbookReason) : null;
            if (a != booked[0].Appointment) a.ParentAppointmentId = booked[0].Appointment.Id;
            db.Add(a);
            if (a == booked[0].Appointment) await db.SaveChangesAsync(cancel);
        }
        await db.SaveChangesAsync(cancel);
        foreach (var date in booked)
        {
            plan.Ledger.Hold(Holder.Of(date.Appointment), [], date.Claims);
            db.Add(AppointmentState.Change(actor, ScheduleAction.Booked, date.Appointment, null));
            db.Audit(actor, "appointment.booked", date.Appointment, date.Appointment.ClientId, reason: date.Appointment.OverbookReason);
        }
        foreach (var (date, outcome) in outcomes) db.Add(RowOf(pattern, date, outcome));
        db.Audit(actor, "series.booked", pattern, pattern.ClientId, string.Join(',', outcomes.GroupBy(o => o.Outcome).Select(g => $"{StoredText.Of(g.Key)}:{g.Count()}")));
    }

    private static SeriesDate RowOf(RecurrencePattern pattern, PlannedDate date, SeriesDateOutcome outcome) => new()
    {
        RecurrencePatternId = pattern.Id,
        Date = date.Plan.Date,
        Outcome = outcome,
        AppointmentId = outcome == SeriesDateOutcome.Booked ? date.Appointment.Id : null,
        Wanted = outcome == SeriesDateOutcome.ToPlace ? WantedBooking.Write(date.Facts.Request) : null,
        Problem = outcome == SeriesDateOutcome.Booked ? null : SeriesProblem.Of(date.Plan.Problems),
    };

    private static SeriesDateOutcome OutcomeOf(SeriesDateState state, OnConflict onConflict) => state switch
    {
        SeriesDateState.Free => SeriesDateOutcome.Booked,
        SeriesDateState.Skipped => SeriesDateOutcome.Skipped,
        SeriesDateState.SetAside => SeriesDateOutcome.ToPlace,
        _ => onConflict == OnConflict.Skip ? SeriesDateOutcome.Skipped : SeriesDateOutcome.ToPlace,
    };

    private static RecurrencePattern PatternOf(SeriesRequest request, BookingFacts facts) => new()
    {
        Frequency = request.Rule.Frequency,
        Interval = request.Rule.Interval,
        DaysOfWeek = Weekdays.ToText([.. request.Rule.DaysOfWeek]),
        DayOfMonth = request.Rule.DayOfMonth,
        Nth = request.Rule.Nth,
        NthDay = request.Rule.Day,
        StartDate = request.Rule.StartDate,
        EndDate = request.Rule.EndDate,
        OccurrenceCount = request.Rule.OccurrenceCount,
        StartTime = request.Rule.StartTime,
        DurationMinutes = request.Rule.DurationMinutes,
        TimeZone = facts.Location.TimeZone,
        Dates = request.Rule.Dates.Count == 0 ? null : string.Join(',', request.Rule.Dates.Order().Select(d => NodaTime.Text.LocalDatePattern.Iso.Format(d))),
        ClientId = request.Booking.ClientId,
    };

    /// <summary>The answer of the first press.</summary>
    private async Task<Outcome<BookedSeries>> AgainAsync(Actor actor, SeriesRequest request, long done, CancellationToken cancel)
    {
        var rows = await db.SeriesDates.AsNoTracking().Where(d => d.RecurrencePatternId == done).ToDictionaryAsync(d => d.Date, cancel);
        var plan = await planner.PlanAsync(actor, request, cancel);
        db.ChangeTracker.Clear();
        if (!plan.Succeeded) return Outcome<BookedSeries>.Failed(plan.Problems);
        return new BookedSeries(done, [.. plan.Value.Dates.Where(d => rows.ContainsKey(d.Plan.Date)).Select(d =>
            new BookedSeriesDate(d.Plan with { Problems = [], State = SeriesDateState.Free }, rows[d.Plan.Date].Outcome, rows[d.Plan.Date].AppointmentId))]);
    }
}
