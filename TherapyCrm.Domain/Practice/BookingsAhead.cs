using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>A booking to come that stands in the way of a change.</summary>
/// <param name="AppointmentId">Null for a block.</param>
/// <param name="What">The client, or the block's title; null when the reader may not know.</param>
/// <param name="TimeZone">IANA name of the zone that <paramref name="Start"/> is read in.</param>
public sealed record BookingInTheWay(long? AppointmentId, LocalDateTime Start, string TimeZone, Instant StartUtc, int Minutes, string? What, string? With);

/// <summary>The bookings to come that stand in the way: the first of them, and how many there are.</summary>
public sealed record BookingsInTheWay(IReadOnlyList<BookingInTheWay> Rows, int Total)
{
    /// <summary>Asks for a confirmation, with the list beside it.</summary>
    public Problem Warning(string field) => (Total == 1
        ? Problem.Warning(field, "One booking to come is in the way. It stays as it is until you move or cancel it.")
        : Problem.Warning(field, "{0} bookings to come are in the way. They stay as they are until you move or cancel them.", Total)) with
    { Detail = this };

    /// <summary>Refuses, with the list beside it.</summary>
    public Problem Refusal(string field, string message) => Problem.Conflict(field, message, Total) with { Detail = this };
}

/// <summary>Finds the bookings to come of a room, a person, a device, a place or a client, before it is taken out of use.</summary>
public sealed class BookingsAhead(CrmDbContext db)
{
    /// <summary>How many are listed; the rest is counted.</summary>
    public const int Listed = 20;

    /// <summary>Those in a room.</summary>
    public Task<BookingsInTheWay> InRoomAsync(Actor actor, long roomId, CancellationToken cancel) =>
        FindAsync(actor, a => a.RoomId == roomId, b => b.RoomId == roomId, cancel);

    /// <summary>Those of a member of staff, as therapist or beside one.</summary>
    public Task<BookingsInTheWay> OfStaffAsync(Actor actor, long userId, CancellationToken cancel) =>
        FindAsync(actor, a => a.TherapistId == userId || a.Staff.Any(s => s.UserId == userId), b => b.Staff.Any(s => s.UserId == userId), cancel);

    /// <summary>Those in a house of the practice.</summary>
    public Task<BookingsInTheWay> AtLocationAsync(Actor actor, long locationId, CancellationToken cancel) =>
        FindAsync(actor, a => a.LocationId == locationId, b => b.LocationId == locationId, cancel);

    /// <summary>Those on closed days; a null location means every one.</summary>
    public Task<BookingsInTheWay> OnDaysAsync(Actor actor, long? locationId, LocalDate first, LocalDate last, CancellationToken cancel)
    {
        var (from, to) = (first.AtMidnight(), last.PlusDays(1).AtMidnight());
        return FindAsync(actor,
            a => (locationId == null || a.LocationId == locationId) && a.LocalStart >= from && a.LocalStart < to,
            b => (locationId == null || b.LocationId == locationId) && b.LocalStart >= from && b.LocalStart < to, cancel);
    }

    /// <summary>Those of a client, or with the client in a group.</summary>
    public Task<BookingsInTheWay> OfClientAsync(Actor actor, long clientId, CancellationToken cancel) =>
        FindAsync(actor, a => a.ClientId == clientId || a.Participants.Any(p => p.ClientId == clientId), b => false, cancel);

    /// <summary>Those that need a device; with a number left, only those that together need more at once.</summary>
    public async Task<BookingsInTheWay> WithEquipmentAsync(Actor actor, long equipmentId, int left, CancellationToken cancel)
    {
        var needs = await db.AppointmentEquipment
            .Where(e => e.EquipmentId == equipmentId && e.Appointment!.EndTime > actor.Now && e.Appointment.CancelledAt == null && e.Appointment.DeletedAt == null)
            .Select(e => new Need(e.AppointmentId, e.Quantity, e.Appointment!.StartTime, e.Appointment.EndTime)).ToListAsync(cancel);
        var over = needs.Where(n => needs.Where(o => o.From <= n.From && o.To > n.From).Sum(o => o.Quantity) > left)
            .SelectMany(n => needs.Where(o => o.From <= n.From && o.To > n.From)).Select(n => n.AppointmentId).Distinct().ToList();
        return over.Count == 0 ? new([], 0) : await FindAsync(actor, a => over.Contains(a.Id), b => false, cancel);
    }

    private sealed record Need(long AppointmentId, int Quantity, Instant From, Instant To);

    // What is cancelled carries the time of it, so the states of the schedule need not be known here.
    private async Task<BookingsInTheWay> FindAsync(
        Actor actor, Expression<Func<Scheduling.Appointment, bool>> appointment, Expression<Func<Scheduling.Block, bool>> block, CancellationToken cancel)
    {
        var appointments = db.Appointments.Where(a => a.EndTime > actor.Now && a.CancelledAt == null).Where(appointment);
        var blocks = db.Blocks.Where(b => b.EndTime > actor.Now && b.DeletedAt == null).Where(block);
        var total = await appointments.CountAsync(cancel) + await blocks.CountAsync(cancel);
        if (total == 0) return new([], 0);
        var known = Visibility.OfAppointment(db, actor, Permission.ViewAppointments);
        var rows = await appointments.OrderBy(a => a.StartTime).Take(Listed).Select(a => new
        {
            a.Id, a.LocalStart, a.TimeZone, a.StartTime, a.DurationMinutes, Client = a.Client!.FirstName + " " + a.Client.LastName, Therapist = a.Therapist!.FirstName + " " + a.Therapist.LastName,
        }).ToListAsync(cancel);
        var ids = rows.ConvertAll(r => r.Id);
        var seen = await db.Appointments.Where(a => ids.Contains(a.Id)).Where(known).Select(a => a.Id).ToListAsync(cancel);
        var blocked = await blocks.OrderBy(b => b.StartTime).Take(Listed).Select(b => new BookingInTheWay(null, b.LocalStart, b.TimeZone, b.StartTime, b.DurationMinutes, b.Title, null)).ToListAsync(cancel);
        return new([.. rows.Select(r => new BookingInTheWay(r.Id, r.LocalStart, r.TimeZone, r.StartTime, r.DurationMinutes, seen.Contains(r.Id) ? r.Client : null, r.Therapist))
            .Concat(blocked).OrderBy(r => r.Start).Take(Listed)], total);
    }
}
