using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>
/// Lays an appointment's claims and saves it with its history: the one place where a booking, a move or an occurrence of a series takes hold.
/// The check before saving gives good answers; the key of the claims decides (domain.md §3).
/// </summary>
public sealed class PlaceAppointment(CrmDbContext db, OpeningTimes openingTimes, Conflicts conflicts)
{
    /// <summary>Times to look again after losing the race for one of several pieces.</summary>
    private const int Tries = 25;
    private static readonly Problem LostRace = Problem.Conflict("", "Somebody else was faster.");

    /// <summary>Saves the appointment that <paramref name="make"/> gives, if all it needs is free.</summary>
    /// <param name="make">Gives the appointment as it shall be; called again after a lost race.</param>
    /// <param name="current">The appointment as it is before the change; null for a new one.</param>
    /// <param name="action">What the history calls it.</param>
    public async Task<Outcome<Appointment>> RunAsync(
        Actor actor, BookingFacts facts, Func<Appointment> make, Appointment? current, string action, CancellationToken cancel)
    {
        if (!facts.Request.AllowOutsideHours)
        {
            var warnings = await openingTimes.WarningsAsync(facts.Location.Id, facts.Request.Start, facts.Minutes, facts.Start, facts.People, cancel);
            if (warnings.Length > 0) return warnings;
        }
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(actor, facts, make, current, action, cancel);
            if (outcome.Succeeded || outcome.Problems[0] != LostRace || attempt == Tries || current is not null) return outcome;
        }
    }

    private async Task<Outcome<Appointment>> TryAsync(
        Actor actor, BookingFacts facts, Func<Appointment> make, Appointment? current, string action, CancellationToken cancel)
    {
        var before = current is null ? null : AppointmentState.Of(current);
        var held = current is { Occupies: true } ? ClaimsOf(actor, current, await CapacitiesAsync(current, cancel)) : [];
        var appointment = make();
        var claims = ClaimsOf(actor, appointment, facts.Capacities);
        var inTheWay = Claims.InTheWay(claims, await db.HeldAsync(claims, cancel, current?.Id)).ToList();
        if (inTheWay.Count > 0)
        {
            if (facts.Request.OverbookReason is null) return await RefuseAsync(actor, inTheWay, facts, cancel);
            actor.MustHave(Permission.Overbook);
        }
        appointment.OverbookReason = inTheWay.Count > 0 ? TypedText.Kept(facts.Request.OverbookReason) : null;
        return await SaveAsync(actor, appointment, before, held, claims, action, cancel);
    }

    private async Task<Outcome<Appointment>> SaveAsync(
        Actor actor, Appointment appointment, AppointmentState? before, IReadOnlyList<Claim> held, IReadOnlyList<Claim> claims, string action, CancellationToken cancel)
    {
        var isNew = appointment.Id == 0;
        return await db.InOneSaveAsync(async () =>
        {
            db.ActFor(actor);
            if (isNew)
            {
                db.Add(appointment);
                db.Answers(appointment);
                await db.SaveChangesAsync(cancel);
            }
            await db.HoldAsync(held, claims, appointment.Id, null, cancel);
            db.Add(AppointmentState.Change(actor, action, appointment, before));
            db.Audit(actor, $"appointment.{action}", appointment, appointment.ClientId, reason: appointment.OverbookReason);
        }, appointment, _ => Task.FromResult<Problem[]>([LostRace]), cancel);
    }

    private async Task<Problem[]> RefuseAsync(Actor actor, List<Occupancy> inTheWay, BookingFacts facts, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await conflicts.ExplainAsync(actor, inTheWay, facts.Location.TimeZone, cancel);
    }

    private async Task<IReadOnlyDictionary<long, int>> CapacitiesAsync(Appointment a, CancellationToken cancel) =>
        a.Equipment.Count == 0 ? new Dictionary<long, int>() : await db.CapacitiesAsync([.. a.Equipment.Select(e => e.EquipmentId)], cancel);

    /// <summary>What it claims; nothing on past days, whose claims are pruned.</summary>
    private static IReadOnlyList<Claim> ClaimsOf(Actor actor, Appointment a, IReadOnlyDictionary<long, int> capacities) =>
        a.LocalStart.Date < Zones.ToLocal(actor.Now, a.TimeZone).Date ? [] : Claim.Of(a, capacities);
}
