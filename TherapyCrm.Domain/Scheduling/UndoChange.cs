using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Takes back the last thing a person did to an appointment, within a minute: a move, an arrival, a cancellation …</summary>
public sealed class UndoChange(CrmDbContext db, AppointmentChange change) : IOperation
{
    /// <summary>How long a change can be taken back.</summary>
    public static readonly Duration Window = Duration.FromSeconds(60);

    /// <summary>Puts the appointment back; a slot that was taken meanwhile is explained and stays with its new holder.</summary>
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, AppointmentRef request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var last = await db.ScheduleChanges.Where(c => c.AppointmentId == request.AppointmentId).OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
        if (last is null || last.UserId != actor.UserId || last.UndoneAt is not null || !ScheduleAction.Undoable.Contains(last.Action))
            return await change.RunAsync(actor, request, ScheduleAction.Undone, _ => Problem.Invalid("", "There is nothing of yours to undo here."), cancel);
        if (actor.Now - last.At > Window)
            return await change.RunAsync(actor, request, ScheduleAction.Undone, _ => Problem.Invalid("", "A change can be undone for {0} seconds.", 60), cancel);
        var before = AppointmentState.FromJson(last.Before!);
        var zone = await db.Locations.Where(l => l.Id == before.LocationId).Select(l => l.TimeZone).SingleAsync(cancel);
        return await change.RunAsync(actor, request, ScheduleAction.Undone, a => Restore(a, before, zone, () => db.ScheduleChanges.Attach(last).Entity.UndoneAt = actor.Now), cancel, last.Action);
    }

    private static Problem? Restore(Appointment a, AppointmentState before, string zone, Action markUndone)
    {
        markUndone();
        var start = LocalDateTimePattern.GeneralIso.Parse(before.Start).Value;
        a.PlaceAt(start, zone, before.Minutes, before.StartUtc is { } utc ? InstantPattern.ExtendedIso.Parse(utc).Value : Zones.ToInstant(start, zone));
        (a.TherapistId, a.RoomId, a.LocationId, a.MovedByHand) = (before.TherapistId, before.RoomId, before.LocationId, before.MovedByHand);
        if (before.Turnaround is { } turnaround) (a.TurnaroundMinutes, a.TurnaroundForTherapist) = (turnaround, before.TurnaroundForTherapist);
        (a.OverbookReason, a.IsLateEntry) = (before.OverbookReason, before.IsLateEntry);
        a.ArrivedAt = before.ArrivedAt is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null;
        a.Status = StoredText.Parse<AppointmentStatus>(before.Status);
        if (a.Status == AppointmentStatus.Cancelled) return null;
        (a.CancelledAt, a.CancelledBy, a.NoticeHours) = (null, null, null);
        (a.CancellationReasonId, a.CancellationReason, a.CancellationNotes) = (null, null, null);
        return null;
    }
}
