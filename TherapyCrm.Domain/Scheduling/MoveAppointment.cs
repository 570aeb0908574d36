using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Moves an appointment to another time, room or therapist and leaves the rest of it alone.</summary>
public sealed class MoveAppointment(CrmDbContext db, EditAppointment editAppointment) : IOperation
{
    /// <summary>Where it goes; what is null stays.</summary>
    public sealed record Request
    {
        public required long AppointmentId { get; init; }

        /// <summary>The version the mover had seen.</summary>
        public int? Version { get; init; }
        public LocalDateTime? Start { get; init; }
        public int? Minutes { get; init; }
        public long? TherapistId { get; init; }
        public long? RoomId { get; init; }
        public bool AllowOutsideHours { get; init; }
        public string? OverbookReason { get; init; }
    }

    /// <inheritdoc cref="BookAppointment.RunAsync"/>
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var now = await db.Appointments.AsNoTracking().WithParts().GetAsync(db, actor, request.AppointmentId, Permission.BookAppointments, cancel);
        var wanted = BookingOf(now) with
        {
            Start = request.Start ?? now.LocalStart,
            Offset = request.Start is null ? Zones.OffsetAt(now.StartTime, now.TimeZone) : null,
            Minutes = request.Minutes ?? now.DurationMinutes,
            TherapistId = request.TherapistId ?? now.TherapistId,
            RoomId = request.RoomId ?? now.RoomId,
            AllowOutsideHours = request.AllowOutsideHours,
            OverbookReason = request.OverbookReason,
        };
        return await editAppointment.RunAsync(actor, new(request.AppointmentId, request.Version ?? now.Version, wanted), cancel);
    }

    /// <summary>The request that would book it as it is.</summary>
    public static BookingRequest BookingOf(Appointment a) => new()
    {
        ClientId = a.ClientId,
        LearnerId = a.LearnerId,
        TherapistId = a.TherapistId,
        LocationId = a.LocationId,
        Start = a.LocalStart,
        Offset = Zones.OffsetAt(a.StartTime, a.TimeZone),
        Minutes = a.DurationMinutes,
        RoomId = a.RoomId,
        Place = a.Place,
        PlaceNote = a.PlaceNote,
        ServiceCodeId = a.ServiceCodeId,
        Title = a.Title,
        Notes = a.Notes,
        Staff = [.. a.Staff.Select(s => new StaffWanted(s.UserId, s.Role))],
        Equipment = [.. a.Equipment.Select(e => new EquipmentWanted(e.EquipmentId, e.Quantity))],
        IsGroupSession = a.IsGroupSession,
        MaxParticipants = a.MaxParticipants,
        Participants = [.. a.Participants.Select(p => new ParticipantWanted(p.ClientId, p.LearnerId))],
    };
}
