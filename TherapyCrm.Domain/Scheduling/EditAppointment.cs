using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Changes an appointment to what is asked for, unless what it then needs is taken.</summary>
public sealed class EditAppointment(CrmDbContext db, BookingDraft draft, PlaceAppointment place) : IOperation
{
    /// <summary>What the appointment should be, and the version the editor had seen.</summary>
    public sealed record Request(long AppointmentId, int? Version, BookingRequest Booking);

    /// <inheritdoc cref="BookAppointment.RunAsync"/>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default) => RunAsync(actor, request, null, cancel);

    /// <summary>The same under another name in the history.</summary>
    internal async Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, string? action, CancellationToken cancel, Action<Appointment>? also = null)
    {
        actor.MustHave(Permission.BookAppointments);
        var appointment = await db.Appointments.WithParts().GetAsync(db, actor, request.AppointmentId, Permission.BookAppointments, cancel);
        if (await db.DoneBeforeAsync(actor, nameof(Appointment), cancel) == appointment.Id) return appointment;
        if (request.Version is { } seen && seen != appointment.Version) return LostRace.Stale;
        if (appointment.Status is AppointmentStatus.Cancelled) return Problem.Invalid("", "This appointment is cancelled.");
        var facts = await draft.LookUpAsync(actor, request.Booking, cancel, appointment);
        if (!facts.Succeeded) return Outcome<Appointment>.Failed(facts.Problems);
        var isMoved = facts.Value.Start != appointment.StartTime || facts.Value.Minutes != appointment.DurationMinutes
            || request.Booking.RoomId != appointment.RoomId || request.Booking.TherapistId != appointment.TherapistId;
        var isOnlyMoved = isMoved && KeepsTheRest(facts.Value, MoveAppointment.BookingOf(appointment));
        return await place.ChangeAsync(actor, facts.Value, appointment, a =>
        {
            AppointmentFields.Fill(a, facts.Value, db);
            also?.Invoke(a);
            a.MovedByHand |= isMoved && a.RecurrencePatternId is not null;
        }, action ?? (isOnlyMoved ? ScheduleAction.Moved : ScheduleAction.Edited), cancel);
    }

    /// <summary>True when nothing changes but what undoing a move puts back (<see cref="AppointmentState"/>).</summary>
    private static bool KeepsTheRest(BookingFacts facts, BookingRequest now)
    {
        var wanted = facts.Request;
        return now == now with
        {
            ClientId = wanted.ClientId,
            LearnerId = wanted.LearnerId,
            Place = wanted.Place,
            PlaceNote = TypedText.Kept(wanted.PlaceNote),
            ServiceCodeId = wanted.ServiceCodeId,
            Title = facts.Title,
            Notes = TypedText.Kept(wanted.Notes),
            IsGroupSession = wanted.IsGroupSession,
            MaxParticipants = wanted.MaxParticipants,
        } && wanted.Staff.ToHashSet().SetEquals(now.Staff) && wanted.Equipment.ToHashSet().SetEquals(now.Equipment)
            && wanted.Participants.ToHashSet().SetEquals(now.Participants);
    }
}
