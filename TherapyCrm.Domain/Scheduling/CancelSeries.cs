using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Cancels this occurrence of a series, this and the following, or all to come; in one piece.</summary>
public sealed class CancelSeries(CrmDbContext db, SeriesOccurrences occurrences, Settings settings) : IOperation
{
    private const int Tries = 10;

    /// <summary>Which occurrences, and why.</summary>
    public sealed record Request
    {
        /// <summary>The occurrence it was started from.</summary>
        public required long AppointmentId { get; init; }
        public int? Version { get; init; }
        public required SeriesScope Scope { get; init; }

        /// <summary>Occurrences to cancel although they would be left alone.</summary>
        public IReadOnlyCollection<long> Picked { get; init; } = [];
        public long? ReasonId { get; init; }
        public string? Reason { get; init; }
        public required CancelledBy CancelledBy { get; init; }
        public string? Notes { get; init; }
    }

    /// <summary>Cancels them and drops the dates still to place; what was moved by hand, is past or completed stays unless picked.</summary>
    public async Task<Outcome<IReadOnlyList<Cancellation>>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var reason = await CancelAppointment.ReasonAsync(db, request.ReasonId, request.Reason, request.Notes, cancel);
        if (!reason.Succeeded) return Outcome<IReadOnlyList<Cancellation>>.Failed(reason.Problems);
        for (var attempt = 1; ; attempt++)
        {
            var scope = await occurrences.GetAsync(actor, request.AppointmentId, request.Scope, request.Picked, cancel);
            var ids = scope.Where(o => o.Changes && o.Status != AppointmentStatus.Completed).Select(o => o.AppointmentId).ToArray();
            var all = await db.Appointments.WithParts().Where(a => EF.Parameter(ids).Contains(a.Id)).OrderBy(a => a.StartTime).ToListAsync(cancel);
            if (all.Find(a => a.Id == request.AppointmentId) is not { } one) return Problem.Invalid("", "This appointment is cancelled already.");
            if (request.Version is { } seen && seen != one.Version) return LostRace.Stale;
            var outcome = await TryAsync(actor, request, one, all, reason.Value, cancel);
            if (outcome.Succeeded || !LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
        }
    }

    private async Task<Outcome<IReadOnlyList<Cancellation>>> TryAsync(
        Actor actor, Request request, Appointment one, List<Appointment> all, CancelAppointment.Why why, CancellationToken cancel)
    {
        var devices = await db.CapacitiesAsync([.. all.SelectMany(a => a.Equipment).Select(e => e.EquipmentId).Distinct()], cancel);
        var held = all.ToDictionary(a => a, a => Claims.IsPast(a.LocalStart.Date, a.TimeZone, actor.Now) ? [] : Claim.Of(a, devices));
        var ledger = await db.LedgerAsync([.. held.Values.SelectMany(c => c)], cancel);
        foreach (var a in all)
        {
            var before = AppointmentState.Of(a);
            CancelAppointment.Apply(actor, a, why, request.CancelledBy);
            ledger.Hold(Holder.Of(a), held[a], []);
            a.OverbookReason = null;
            db.Add(AppointmentState.Change(actor, ScheduleAction.Cancelled, a, before));
            db.Audit(actor, "appointment.cancelled", a, a.ClientId, "series", why.Text);
        }
        if (request.Scope != SeriesScope.This) await DropToPlaceAsync(request, one, cancel);
        var window = await settings.GetAsync(Setting.NoticeWindowHours, cancel);
        IReadOnlyList<Cancellation> done = [.. all.Select(a => new Cancellation(a, a.NoticeHours!.Value, window, a.NoticeHours < window,
            a.NoticeHours < window && request.CancelledBy == CancelledBy.Client && why.MayBeCharged))];
        var saved = await db.InOneSaveAsync(() => db.SettleMarksAsync(actor, ledger, cancel), one, LostRace.Explain, cancel);
        return saved.Succeeded ? Outcome<IReadOnlyList<Cancellation>>.Of(done) : Outcome<IReadOnlyList<Cancellation>>.Failed(saved.Problems);
    }

    private async Task DropToPlaceAsync(Request request, Appointment one, CancellationToken cancel)
    {
        var (series, from) = (one.RecurrencePatternId, request.Scope == SeriesScope.All ? NodaTime.LocalDate.MinIsoValue : one.LocalStart.Date);
        var waiting = await db.SeriesDates.Where(d => d.RecurrencePatternId == series && d.Outcome == SeriesDateOutcome.ToPlace).ToListAsync(cancel);
        foreach (var date in waiting.Where(d => d.Date >= from)) date.Outcome = SeriesDateOutcome.Skipped;
    }
}
