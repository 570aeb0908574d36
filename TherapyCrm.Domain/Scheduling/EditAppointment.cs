using Microsoft.EntityFrameworkCore;
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
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var appointment = await db.Appointments.Include(a => a.Staff).Include(a => a.Equipment).Include(a => a.Participants)
            .AsSplitQuery().GetAsync(db, actor, request.AppointmentId, Permission.BookAppointments, cancel);
        if (request.Version is { } seen && seen != appointment.Version)
            return new Problem("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };
        if (appointment.Status is AppointmentStatus.Cancelled) return Problem.Invalid("", "This appointment is cancelled.");
        var facts = await draft.LookUpAsync(actor, request.Booking, cancel);
        if (!facts.Succeeded) return Outcome<Appointment>.Failed(facts.Problems);
        var isMoved = facts.Value.Start != appointment.StartTime || facts.Value.Minutes != appointment.DurationMinutes
            || request.Booking.RoomId != appointment.RoomId || request.Booking.TherapistId != appointment.TherapistId;
        return await place.RunAsync(actor, facts.Value, () =>
        {
            AppointmentFields.Fill(appointment, facts.Value);
            appointment.MovedByHand |= isMoved && appointment.RecurrencePatternId is not null;
            return appointment;
        }, appointment, isMoved ? "moved" : "edited", cancel);
    }
}
