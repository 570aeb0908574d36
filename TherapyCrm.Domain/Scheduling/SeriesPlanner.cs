using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One date of a series with everything needed to book it.</summary>
internal sealed record PlannedDate(SeriesDatePlan Plan, BookingFacts Facts, Appointment Appointment, IReadOnlyList<Claim> Claims);

/// <summary>A series worked out against the schedule as it is now.</summary>
internal sealed record SeriesPlan(IReadOnlyList<PlannedDate> Dates, IReadOnlyList<MissingDate> Missing, BookingFacts Facts, ClaimLedger Ledger);

/// <summary>Works a series out date by date, with a handful of queries for any number of dates.</summary>
public sealed class SeriesPlanner(CrmDbContext db, BookingDraft draft, OpeningTimes openingTimes, Conflicts conflicts)
{
    /// <summary>Every date with its problems, or what is wrong with the request itself.</summary>
    internal async Task<Outcome<SeriesPlan>> PlanAsync(Actor actor, SeriesRequest request, CancellationToken cancel)
    {
        var rule = request.Rule.Expand();
        if (!rule.Succeeded) return Outcome<SeriesPlan>.Failed(rule.Problems);
        var booking = request.Booking with { Start = rule.Value.Occurrences[0].Start, Minutes = request.Rule.DurationMinutes, Offset = null };
        var looked = await draft.LookUpAsync(actor, booking, cancel);
        if (!looked.Succeeded) return Outcome<SeriesPlan>.Failed(looked.Problems);
        var rooms = await RoomsAsync(looked.Value, cancel);
        if (Wrong(request, rule.Value, rooms) is { Length: > 0 } wrong) return wrong;
        var decisions = request.Decisions.ToDictionary(d => d.Date);
        var dates = rule.Value.Occurrences.Select(o => FactsOf(looked.Value, o, decisions.GetValueOrDefault(o.Date))).ToList();
        return await CheckAsync(actor, rule.Value, looked.Value, dates, decisions, rooms, cancel);
    }

    private async Task<SeriesPlan> CheckAsync(
        Actor actor, RecurrencePlan rule, BookingFacts looked, List<BookingFacts> dates, Dictionary<LocalDate, SeriesDecision> decisions, IReadOnlyList<RoomChoice> rooms,
        CancellationToken cancel)
    {
        var wanted = dates.Select(f => BookAppointment.Make(f)).Select((a, i) => (Facts: dates[i], Appointment: a, Claims: ClaimsOf(actor, a, looked.Capacities))).ToList();
        var roomClaims = wanted.SelectMany(w => w.Claims.Where(c => c.Kind == OccupancyKind.Room).SelectMany(c => rooms.Select(r => c with { ResourceId = r.Id })));
        var ledger = await db.LedgerAsync([.. wanted.SelectMany(w => w.Claims), .. roomClaims], cancel);
        var opening = await openingTimes.RulesAsync(looked.Location.Id, looked.People, dates.Min(d => d.Start), dates.Max(d => d.End), cancel);
        var inTheWay = wanted.Select(w => ledger.InTheWay(Holder.Of(w.Appointment), w.Claims).ToList()).ToList();
        var described = await conflicts.DescribeAsync(actor, [.. inTheWay.SelectMany(r => r)], cancel);
        var planned = new List<PlannedDate>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (facts, appointment, claims) = wanted[i];
            var date = rule.Occurrences[i].Date;
            var decision = decisions.GetValueOrDefault(date);
            var problems = decision?.Choice is SeriesChoice.Skip or SeriesChoice.SetAside ? []
                : Problems(facts, decision, Conflicts.WordsFor(inTheWay[i], described, facts), opening, planned);
            var plan = new SeriesDatePlan(date, facts.Request.Start, facts.Start, facts.End, facts.Request.RoomId, StateOf(decision, problems), problems,
                Zones.KindOf(facts.Request.Start, facts.Location.TimeZone), problems.Count == 0 ? [] : FreeRooms(ledger, claims, facts, rooms));
            planned.Add(new(plan, facts, appointment, claims));
        }
        return new(planned, rule.Missing, looked, ledger);
    }

    private static List<Problem> Problems(BookingFacts facts, SeriesDecision? decision, Problem[] taken, OpeningRules opening, List<PlannedDate> earlier)
    {
        var problems = new List<Problem>();
        if (decision?.OverbookReason is null) problems.AddRange(taken);
        if (earlier.Exists(e => e.Plan.State is SeriesDateState.Free or SeriesDateState.Warning && e.Facts.Start < facts.End && e.Facts.End > facts.Start))
            problems.Add(Problem.Conflict("startTime", "This is at the same time as another date of the series."));
        if (!facts.Request.AllowOutsideHours) problems.AddRange(opening.Warnings(facts));
        return problems;
    }

    private static SeriesDateState StateOf(SeriesDecision? decision, List<Problem> problems) => decision?.Choice switch
    {
        SeriesChoice.Skip => SeriesDateState.Skipped,
        SeriesChoice.SetAside => SeriesDateState.SetAside,
        _ when problems.Exists(p => p.Kind == ProblemKind.Conflict) => SeriesDateState.Conflict,
        _ => problems.Count > 0 ? SeriesDateState.Warning : SeriesDateState.Free,
    };

    private static List<RoomChoice> FreeRooms(ClaimLedger ledger, IReadOnlyList<Claim> claims, BookingFacts facts, IReadOnlyList<RoomChoice> rooms) =>
        claims.FirstOrDefault(c => c.Kind == OccupancyKind.Room) is not { } claim ? []
            : [.. rooms.Where(r => r.Id != facts.Request.RoomId && !ledger.InTheWay(new(0, null), [claim with { ResourceId = r.Id }]).Any())];

    private static BookingFacts FactsOf(BookingFacts looked, Occurrence occurrence, SeriesDecision? decision)
    {
        var request = looked.Request with
        {
            Start = decision?.Start ?? occurrence.Start,
            RoomId = decision?.RoomId ?? looked.Request.RoomId,
            AllowOutsideHours = looked.Request.AllowOutsideHours || decision?.AllowOutsideHours == true,
            OverbookReason = decision?.OverbookReason,
        };
        return looked with { Request = request, Start = Zones.ToInstant(request.Start, looked.Location.TimeZone) };
    }

    private static Problem[] Wrong(SeriesRequest request, RecurrencePlan rule, IReadOnlyList<RoomChoice> rooms)
    {
        var dates = rule.Occurrences.Select(o => o.Date).ToHashSet();
        var problems = new List<Problem>();
        if (request.Decisions.Any(d => !dates.Contains(d.Date)) || request.Decisions.DistinctBy(d => d.Date).Count() < request.Decisions.Count)
            problems.Add(Problem.Invalid("decisions", "Each decision is about one date of the series."));
        if (request.Decisions.Any(d => d.RoomId is { } room && rooms.All(r => r.Id != room))) problems.Add(Problem.Invalid("decisions", "Please choose a room."));
        if (request.Decisions.Any(d => d.Start is { } start && !SlotTime.IsOnGrid(start.TimeOfDay))) problems.Add(Problem.Invalid("decisions", "Appointments start on a five-minute mark."));
        if (request.Decisions.Any(d => d.OverbookReason is { } reason && reason.Trim().Length is < 5 or > 500)) problems.Add(Problem.Invalid("decisions", "Please give a reason of at least {0} characters.", 5));
        return [.. problems];
    }

    private async Task<IReadOnlyList<RoomChoice>> RoomsAsync(BookingFacts facts, CancellationToken cancel)
    {
        if (facts.Request.RoomId is not { } asked) return [];
        var (location, kind) = (facts.Location.Id, facts.Service?.RoomKindId);
        return await db.Rooms.Where(r => r.LocationId == location && r.IsActive && (kind == null || r.RoomKindId == kind || r.Id == asked))
            .OrderBy(r => r.DisplayOrder).ThenBy(r => r.Id).Select(r => new RoomChoice(r.Id, r.Name)).ToListAsync(cancel);
    }

    private static IReadOnlyList<Claim> ClaimsOf(Actor actor, Appointment a, IReadOnlyDictionary<long, int> capacities) =>
        Claims.IsPast(a.LocalStart.Date, a.TimeZone, actor.Now) ? [] : Claim.Of(a, capacities);
}
