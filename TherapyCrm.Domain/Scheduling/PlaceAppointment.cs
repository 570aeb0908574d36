using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>
/// Lays an appointment's claims and saves it with its history: the one place where a booking or a move takes hold.
/// The check before saving gives good answers; the key of the claims decides (domain.md §3).
/// </summary>
public sealed class PlaceAppointment(CrmDbContext db, OpeningTimes openingTimes, Conflicts conflicts)
{
    /// <summary>Times to look again after somebody else was faster.</summary>
    private const int Tries = 25;

    /// <summary>Saves a new appointment, if all it needs is free; a command carried out already answers with its appointment.</summary>
    /// <param name="make">Makes it; called again after a lost race.</param>
    /// <param name="then">Further work of the same transaction, once the appointment has its number.</param>
    public async Task<Outcome<Appointment>> BookAsync(
        Actor actor, BookingFacts facts, Func<Appointment> make, CancellationToken cancel, Func<Appointment, Task>? then = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(actor, facts, make(), null, ScheduleAction.Booked, then, cancel);
            if (outcome.Succeeded) return outcome;
            if (await db.DoneBeforeAsync(actor, nameof(Appointment), cancel) is { } done) return await OneAsync(done, cancel) ?? throw new NotFoundException();
            if (!LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
        }
    }

    /// <summary>Changes an appointment, if all it then needs is free.</summary>
    /// <param name="change">Makes of it what it shall be; called again, on a fresh reading, after a lost race.</param>
    /// <param name="action">What the history calls it.</param>
    public async Task<Outcome<Appointment>> ChangeAsync(
        Actor actor, BookingFacts facts, Appointment current, Action<Appointment> change, string action, CancellationToken cancel)
    {
        var (id, seen) = (current.Id, current.Version);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(actor, facts, current, change, action, null, cancel);
            if (outcome.Succeeded || !LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
            if (await OneAsync(id, cancel) is not { } again || again.Version != seen) return LostRace.Stale;
            current = again;
        }
    }

    /// <summary>What would be in the way, then what would have to be confirmed; empty when it fits.</summary>
    /// <param name="appointment">The appointment as it shall be.</param>
    public async Task<Problem[]> CheckAsync(Actor actor, BookingFacts facts, Appointment appointment, CancellationToken cancel)
    {
        var claims = ClaimsOf(actor, facts, appointment);
        var ledger = await db.LedgerAsync(claims, cancel);
        var inTheWay = ledger.InTheWay(Holder.Of(appointment), claims).ToList();
        return [.. await conflicts.ExplainAsync(actor, inTheWay, facts, appointment.Id, cancel), .. await openingTimes.WarningsAsync(facts, cancel)];
    }

    private async Task<Outcome<Appointment>> TryAsync(
        Actor actor, BookingFacts facts, Appointment appointment, Action<Appointment>? change, string action, Func<Appointment, Task>? then, CancellationToken cancel)
    {
        var before = change is null ? null : AppointmentState.Of(appointment);
        var held = change is null ? [] : await db.ClaimsOfAsync(appointment, actor.Now, cancel);
        var keepsTime = change is not null && KeepsTime(appointment, facts);
        change?.Invoke(appointment);
        var claims = ClaimsOf(actor, facts, appointment);
        var ledger = await db.LedgerAsync([.. held, .. claims], cancel);
        var inTheWay = ledger.InTheWay(Holder.Of(appointment), claims).ToList();
        var reason = TypedText.Kept(facts.Request.OverbookReason);
        var warnings = facts.Request.AllowOutsideHours || keepsTime ? [] : await openingTimes.WarningsAsync(facts, cancel);
        if (warnings.Length > 0 || (inTheWay.Count > 0 && reason is null))
        {
            db.ChangeTracker.Clear();
            return (Problem[])[.. reason is null ? await conflicts.ExplainAsync(actor, inTheWay, facts, appointment.Id, cancel) : [], .. warnings];
        }
        if (inTheWay.Count > 0) await Overbooking.MustBeAllowedAsync(db, actor, facts.Request.ClientId, cancel);
        appointment.OverbookReason = inTheWay.Count > 0 ? reason : ledger.IsOverbooked(claims) ? appointment.OverbookReason : null;
        appointment.IsLateEntry |= !keepsTime && facts.Start < actor.Now;
        return await SaveAsync(actor, appointment, before, ledger, held, claims, action, then, cancel);
    }

    private async Task<Outcome<Appointment>> SaveAsync(
        Actor actor, Appointment appointment, AppointmentState? before, ClaimLedger ledger, IReadOnlyList<Claim> held, IReadOnlyList<Claim> claims, string action,
        Func<Appointment, Task>? then, CancellationToken cancel) => await db.InOneSaveAsync(async () =>
        {
            db.ActFor(actor);
            db.Answers(appointment);
            if (before is null)
            {
                db.Add(appointment);
                await db.SaveChangesAsync(cancel);
            }
            else db.Entry(appointment).Property(a => a.UpdatedAt).IsModified = true;
            ledger.Hold(Holder.Of(appointment), held, claims);
            db.Add(AppointmentState.Change(actor, action, appointment, before));
            db.Audit(actor, $"appointment.{action}", appointment, appointment.ClientId, reason: appointment.OverbookReason);
            if (then is not null) await then(appointment);
            await db.SettleMarksAsync(actor, ledger, cancel);
        }, appointment, LostRace.Explain, cancel);

    private Task<Appointment?> OneAsync(long id, CancellationToken cancel) =>
        db.Appointments.IgnoreQueryFilters().WithParts().FirstOrDefaultAsync(a => a.Id == id, cancel);

    private static bool KeepsTime(Appointment a, BookingFacts facts) =>
        a.StartTime == facts.Start && a.DurationMinutes == facts.Minutes && a.LocationId == facts.Location.Id
        && facts.People.All(p => p == a.TherapistId || a.Staff.Exists(s => s.UserId == p));

    private static IReadOnlyList<Claim> ClaimsOf(Actor actor, BookingFacts facts, Appointment a) =>
        Claims.IsPast(a.LocalStart.Date, a.TimeZone, actor.Now) ? [] : Claim.Of(a, facts.Capacities);
}
