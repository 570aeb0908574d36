using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Adds a client, or one of its learners, to a group appointment.</summary>
public sealed class AddParticipant(CrmDbContext db, EditAppointment editAppointment) : IOperation
{
    /// <summary>Who joins.</summary>
    public sealed record Request(long AppointmentId, long ClientId, long? LearnerId = null, string? Notes = null, int? Version = null);

    /// <summary>Times to look again after somebody else joined first.</summary>
    private const int Tries = 25;

    /// <summary>Adds them unless the group is full or they are taken at that time.</summary>
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(actor, request, cancel);
            if (outcome.Succeeded || request.Version is not null || attempt == Tries || outcome.Problems.All(p => p.Kind != ProblemKind.Stale)) return outcome;
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Outcome<Appointment>> TryAsync(Actor actor, Request request, CancellationToken cancel)
    {
        actor.MustHave(Permission.BookAppointments);
        if (TypedText.Check("notes", request.Notes, 1000).ToArray() is { Length: > 0 } wrong) return wrong;
        var now = await db.Appointments.AsNoTracking().WithParts().GetAsync(db, actor, request.AppointmentId, Permission.BookAppointments, cancel);
        if (!now.IsGroupSession) return Problem.Invalid("", "Only a group session has participants.");
        var booking = MoveAppointment.BookingOf(now);
        var joins = new ParticipantWanted(request.ClientId, request.LearnerId);
        booking = booking with { Participants = [.. booking.Participants, joins], AllowOutsideHours = true };
        return await editAppointment.RunAsync(actor, new(now.Id, request.Version ?? now.Version, booking), ScheduleAction.ParticipantAdded, cancel,
            a => a.Participants.Single(p => (p.ClientId, p.LearnerId) == (joins.ClientId, joins.LearnerId)).Notes = TypedText.Kept(request.Notes));
    }
}

/// <summary>Takes a participant out of a group appointment.</summary>
public sealed class RemoveParticipant(CrmDbContext db, EditAppointment editAppointment) : IOperation
{
    /// <summary>Who leaves.</summary>
    public sealed record Request(long AppointmentId, long ParticipantId, int? Version = null);

    /// <summary>Removes them and frees their time.</summary>
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var now = await db.Appointments.AsNoTracking().WithParts().GetAsync(db, actor, request.AppointmentId, Permission.BookAppointments, cancel);
        if (now.Participants.Find(p => p.Id == request.ParticipantId) is not { } leaves) throw new NotFoundException();
        var booking = MoveAppointment.BookingOf(now);
        booking = booking with { Participants = [.. booking.Participants.Where(p => p != new ParticipantWanted(leaves.ClientId, leaves.LearnerId))], AllowOutsideHours = true };
        return await editAppointment.RunAsync(actor, new(now.Id, request.Version ?? now.Version, booking), ScheduleAction.ParticipantRemoved, cancel);
    }
}

/// <summary>Notes how a participant's visit to a group went.</summary>
public sealed class MarkAttendance(AppointmentChange change) : IOperation
{
    /// <summary>Whose visit, and how it went.</summary>
    public sealed record Request(long AppointmentId, long ParticipantId, Attendance Attendance, int? Version = null);

    /// <summary>Keeps the attendance.</summary>
    public Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        change.RunAsync(actor, new(request.AppointmentId, request.Version), ScheduleAction.Attendance, a =>
        {
            if (a.Participants.Find(p => p.Id == request.ParticipantId) is not { } participant) throw new NotFoundException();
            if (participant.Attendance == request.Attendance) return AppointmentChange.Nothing;
            participant.Attendance = request.Attendance;
            return null;
        }, cancel);
}
