using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One appointment as a client's page lists it.</summary>
/// <param name="InGroup">The client takes part in a group that is kept under another.</param>
public sealed record ClientAppointmentRow(
    long Id, LocalDateTime Start, int Minutes, string TimeZone, string Title, string Therapist, string? Room, string Location, string? Learner,
    AppointmentStatus Status, AppointmentPlace Place, bool HasArrived, bool InGroup);

/// <summary>Lists a client's appointments, those to come or those past.</summary>
public sealed class ClientAppointments(CrmDbContext db)
{
    /// <summary>Whose, and on which side of now.</summary>
    public sealed record Request(long ClientId, bool Past = false, int Page = 1, int PageSize = 20);

    /// <summary>To come: the soonest first; past: the latest first. Only those in the actor's sight.</summary>
    public async Task<PageOf<ClientAppointmentRow>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var (id, page, size) = (request.ClientId, Math.Clamp(request.Page, 1, 1_000_000), Math.Clamp(request.PageSize, 1, 200));
        var mine = db.Appointments.AsNoTracking().VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.ClientId == id || a.Participants.Any(p => p.ClientId == id));
        mine = request.Past
            ? mine.Where(a => a.EndTime <= actor.Now).OrderByDescending(a => a.StartTime).ThenByDescending(a => a.Id)
            : mine.Where(a => a.EndTime > actor.Now).OrderBy(a => a.StartTime).ThenBy(a => a.Id);
        var total = await mine.CountAsync(cancel);
        var rows = await mine.Skip((page - 1) * size).Take(size).Select(a => new ClientAppointmentRow(
            a.Id, a.LocalStart, a.DurationMinutes, a.TimeZone, a.Title, a.Therapist!.FirstName + " " + a.Therapist.LastName, a.Room!.Name, a.Location!.Name,
            a.ClientId == id && a.Learner != null ? a.Learner.FirstName + " " + a.Learner.LastName : null,
            a.Status, a.Place, a.ArrivedAt != null, a.ClientId != id)).ToListAsync(cancel);
        return new(rows, page, size, total);
    }
}
