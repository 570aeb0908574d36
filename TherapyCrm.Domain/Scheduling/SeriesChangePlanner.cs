using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One occurrence with what it is to become.</summary>
internal sealed record PlannedChange(Appointment Appointment, BookingFacts Facts, IReadOnlyList<Claim> Held, IReadOnlyList<Claim> Claims)
{
    public SeriesChangeOutcome Outcome { get; set; } = SeriesChangeOutcome.Changed;
    public IReadOnlyList<Problem> Problems { get; set; } = [];
    public LocalDateTime From { get; } = Appointment.LocalStart;
}

/// <summary>A change of a series worked out against the schedule as it is now.</summary>
internal sealed record SeriesChangePlan(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<SeriesOccurrence> Scope, ClaimLedger Ledger)
{
    /// <summary>As it is shown.</summary>
    public SeriesChanged Shown()
    {
        var planned = Changes.ToDictionary(c => c.Appointment.Id);
        return new([.. Scope.Select(o => planned.TryGetValue(o.AppointmentId, out var c)
            ? new SeriesChangeDate(o.AppointmentId, c.From, c.Outcome == SeriesChangeOutcome.Kept ? c.From : c.Facts.Request.Start, c.Outcome, null, c.Problems)
            : new SeriesChangeDate(o.AppointmentId, o.Start, o.Start, SeriesChangeOutcome.LeftAlone, o.LeftAlone, []))]);
    }
}

/// <summary>Works out what a change does to each occurrence of a series, with a handful of queries.</summary>
public sealed class SeriesChangePlanner(CrmDbContext db, SeriesOccurrences occurrences, BookingDraft draft, OpeningTimes openingTimes, Conflicts conflicts)
{
    /// <summary>Each occurrence with its outcome; those without a way are marked by decision or default.</summary>
    internal async Task<Outcome<SeriesChangePlan>> PlanAsync(Actor actor, SeriesChangeRequest request, CancellationToken cancel)
    {
        if (request.DayShift is < -6 or > 6) return Problem.Invalid("dayShift", "Please give a number from {0} to {1}.", -6, 6);
        var scope = await occurrences.GetAsync(actor, request.AppointmentId, request.Scope, request.Picked, cancel);
        var ids = scope.Where(o => o.Changes).Select(o => o.AppointmentId).ToArray();
        var all = await db.Appointments.WithParts().Where(a => EF.Parameter(ids).Contains(a.Id)).OrderBy(a => a.StartTime).ToListAsync(cancel);
        if (all.Find(a => a.Id == request.AppointmentId) is not { } one) return Problem.Invalid("", "This appointment is cancelled.");
        if (request.Version is { } seen && seen != one.Version) return LostRace.Stale;
        var looked = await draft.LookUpAsync(actor, Wanted(one, request), cancel, one);
        if (!looked.Succeeded) return Outcome<SeriesChangePlan>.Failed(looked.Problems);
        var changes = await ChangesAsync(actor, request, all, looked.Value, cancel);
        if (changes.Find(c => SlotTime.Check(c.Facts.Request.Start.TimeOfDay, c.Facts.Minutes).Length > 0) is not null)
            return Problem.Invalid("startTime", "Appointments start on a five-minute mark.");
        var ledger = await db.LedgerAsync([.. changes.SelectMany(c => c.Held.Concat(c.Claims))], cancel);
        await DecideAsync(actor, request, looked.Value.Location, changes, ledger, cancel);
        return new SeriesChangePlan(changes, scope, ledger);
    }

    private async Task<List<PlannedChange>> ChangesAsync(Actor actor, SeriesChangeRequest request, List<Appointment> all, BookingFacts looked, CancellationToken cancel)
    {
        var codes = all.Select(a => a.ServiceCodeId).OfType<long>().Distinct().ToArray();
        var services = await db.ServiceCodes.AsNoTracking().Where(s => codes.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var devices = await db.CapacitiesAsync([.. all.SelectMany(a => a.Equipment).Select(e => e.EquipmentId).Distinct()], cancel);
        return [.. all.Select(a =>
        {
            var wanted = Wanted(a, request);
            var facts = new BookingFacts(wanted, looked.Location, a.ServiceCodeId is { } code ? services[code] : null, a.Title, wanted.Minutes!.Value,
                Zones.ToInstant(wanted.Start, looked.Location.TimeZone, wanted.Offset), devices);
            return new PlannedChange(a, facts, ClaimsOf(actor, a, devices), ClaimsOf(actor, BookAppointment.Make(facts), devices));
        })];
    }

    /// <summary>Occurrences that stay put may be in the way of others, so that it is looked at again until nothing changes.</summary>
    private async Task DecideAsync(Actor actor, SeriesChangeRequest request, Location location, List<PlannedChange> changes, ClaimLedger ledger, CancellationToken cancel)
    {
        var decisions = request.Decisions.GroupBy(d => d.AppointmentId).ToDictionary(g => g.Key, g => g.Last());
        foreach (var c in changes) c.Outcome = Decided(decisions.GetValueOrDefault(c.Appointment.Id));
        var people = changes.SelectMany(c => c.Facts.People).Distinct().ToList();
        var opening = await openingTimes.RulesAsync(location.Id, people, changes.Min(c => c.Facts.Start), changes.Max(c => c.Facts.End), cancel);
        for (var isSettled = false; !isSettled;)
        {
            isSettled = true;
            var going = changes.Where(c => c.Outcome != SeriesChangeOutcome.Kept).Select(c => (long?)c.Appointment.Id).ToHashSet();
            var inTheWay = changes.Where(c => c.Outcome == SeriesChangeOutcome.Changed).Select(c => (Change: c,
                Rows: ledger.InTheWay(Holder.Of(c.Appointment), c.Claims).Where(o => o.AppointmentId is null || !going.Contains(o.AppointmentId)).ToList())).ToList();
            var described = await conflicts.DescribeAsync(actor, [.. inTheWay.SelectMany(i => i.Rows)], cancel);
            foreach (var (change, rows) in inTheWay)
            {
                if (Problems(change, Conflicts.WordsFor(rows, described, change.Facts), changes, opening) is not { Count: > 0 } problems) continue;
                (change.Problems, isSettled) = (problems, false);
                change.Outcome = OutcomeOf(decisions.GetValueOrDefault(change.Appointment.Id)?.Choice ?? request.OnConflict);
            }
        }
    }

    private static List<Problem> Problems(PlannedChange change, Problem[] taken, List<PlannedChange> changes, OpeningRules opening)
    {
        List<Problem> problems = [.. taken];
        var before = changes.TakeWhile(c => c != change).Where(c => c.Outcome == SeriesChangeOutcome.Changed);
        if (before.Any(c => c.Facts.Start < change.Facts.End && c.Facts.End > change.Facts.Start))
            problems.Add(Problem.Conflict("startTime", "This is at the same time as another date of the series."));
        if (!change.Facts.Request.AllowOutsideHours) problems.AddRange(opening.Warnings(change.Facts));
        return problems;
    }

    private static SeriesChangeOutcome Decided(SeriesChangeDecision? decision) => decision is { RoomId: null, Start: null }
        ? OutcomeOf(decision.Choice) is var outcome && outcome != SeriesChangeOutcome.Problem ? outcome : SeriesChangeOutcome.Changed
        : SeriesChangeOutcome.Changed;

    private static SeriesChangeOutcome OutcomeOf(OnChangeConflict choice) => choice switch
    {
        OnChangeConflict.Keep => SeriesChangeOutcome.Kept,
        OnChangeConflict.SetAside => SeriesChangeOutcome.SetAside,
        _ => SeriesChangeOutcome.Problem,
    };

    private static BookingRequest Wanted(Appointment a, SeriesChangeRequest request)
    {
        var decision = request.Decisions.LastOrDefault(d => d.AppointmentId == a.Id);
        var start = decision?.Start ?? a.LocalStart.Date.PlusDays(request.DayShift).At(request.Time ?? a.LocalStart.TimeOfDay);
        return MoveAppointment.BookingOf(a) with
        {
            Start = start,
            Offset = start == a.LocalStart ? Zones.OffsetAt(a.StartTime, a.TimeZone) : null,
            Minutes = request.Minutes ?? a.DurationMinutes,
            TherapistId = request.TherapistId ?? a.TherapistId,
            RoomId = a.Place == AppointmentPlace.Practice ? decision?.RoomId ?? request.RoomId ?? a.RoomId : null,
            AllowOutsideHours = request.AllowOutsideHours,
        };
    }

    private static IReadOnlyList<Claim> ClaimsOf(Actor actor, Appointment a, IReadOnlyDictionary<long, int> devices) =>
        !a.Occupies || Claims.IsPast(a.LocalStart.Date, a.TimeZone, actor.Now) ? [] : Claim.Of(a, devices);
}
