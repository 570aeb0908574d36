using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Names an appointment to act on, and the version the actor had seen.</summary>
public sealed record AppointmentRef(long AppointmentId, int? Version = null);

/// <summary>Carries a change of state through: sight and permission, the version seen, claims let go or taken again, history and audit.</summary>
public sealed class AppointmentChange(CrmDbContext db, Conflicts conflicts)
{
    /// <summary>Times to look again after somebody else was faster.</summary>
    private const int Tries = 5;

    /// <summary>Changes the appointment.</summary>
    /// <param name="action">What the history calls it.</param>
    /// <param name="change">Makes the change, or says why not; <see cref="Nothing"/> when it is so already.</param>
    /// <returns>The appointment as it is then.</returns>
    public async Task<Outcome<Appointment>> RunAsync(
        Actor actor, AppointmentRef which, string action, Func<Appointment, Problem?> change, CancellationToken cancel, string? reason = null)
    {
        actor.MustHave(Permission.BookAppointments);
        for (var attempt = 1; ; attempt++)
        {
            var appointment = await db.Appointments.WithParts().GetAsync(db, actor, which.AppointmentId, Permission.BookAppointments, cancel);
            if (await db.DoneBeforeAsync(actor, nameof(Appointment), cancel) == appointment.Id) return appointment;
            if (which.Version is { } seen && seen != appointment.Version) return LostRace.Stale;
            var outcome = await TryAsync(actor, appointment, action, change, reason, cancel);
            if (outcome.Succeeded || !LostRace.Is(outcome.Problems) || attempt == Tries) return outcome;
        }
    }

    /// <summary>What a change answers when there is nothing to do.</summary>
    public static readonly Problem Nothing = new("", "It is so already.");

    private async Task<Outcome<Appointment>> TryAsync(
        Actor actor, Appointment appointment, string action, Func<Appointment, Problem?> change, string? reason, CancellationToken cancel)
    {
        var before = AppointmentState.Of(appointment);
        var held = await db.ClaimsOfAsync(appointment, actor.Now, cancel);
        if (change(appointment) is { } problem)
        {
            var isDone = ReferenceEquals(problem, Nothing);
            if (!isDone) db.ChangeTracker.Clear();
            return isDone ? appointment : problem;
        }
        var claims = await db.ClaimsOfAsync(appointment, actor.Now, cancel);
        var ledger = claims.SequenceEqual(held) ? null : await db.LedgerAsync([.. held, .. claims], cancel);
        if (appointment.OverbookReason is null && ledger?.InTheWay(Holder.Of(appointment), claims).ToList() is { Count: > 0 } inTheWay)
        {
            db.ChangeTracker.Clear();
            return await conflicts.ExplainAsync(actor, inTheWay, appointment.TimeZone, cancel);
        }
        ledger?.Hold(Holder.Of(appointment), held, claims);
        if (!appointment.Occupies || ledger?.IsOverbooked(claims) == false) appointment.OverbookReason = null;
        db.Entry(appointment).Property(a => a.UpdatedAt).IsModified = true;
        db.Add(AppointmentState.Change(actor, action, appointment, before));
        db.Answers(appointment);
        db.Audit(actor, $"appointment.{action}", appointment, appointment.ClientId, reason: reason);
        return await db.InOneSaveAsync(() => db.SettleMarksAsync(actor, ledger, cancel), appointment, LostRace.Explain, cancel);
    }
}
