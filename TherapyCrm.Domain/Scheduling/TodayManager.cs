using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How full the practice is today, what fell away this week, and what is out of the ordinary.</summary>
public sealed class TodayManager(CrmDbContext db) : IOperation
{
    private const int Most = 30;

    /// <summary>Figures of every location, and the exceptions the reader may see.</summary>
    public async Task<ManagerDay> ReadAsync(Actor actor, bool initials, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewReports);
        var places = await db.Locations.AsNoTracking().Where(l => l.IsActive).OrderByDescending(l => l.IsMainLocation).ThenBy(l => l.Name)
            .Select(l => new { l.Id, l.Name, l.TimeZone, Rooms = db.Rooms.Count(r => r.LocationId == l.Id && r.IsActive) }).ToListAsync(cancel);
        var figures = new List<PlaceFigures>();
        foreach (var place in places) // a practice has a handful
            figures.Add(await FiguresAsync(actor, place.Id, place.Name, place.TimeZone, place.Rooms, cancel));
        var zone = places.Count > 0 ? places[0].TimeZone : "UTC";
        var today = Zones.ToLocal(actor.Now, zone).Date;
        return new(figures, await CancelledAsync(actor, today, zone, initials, cancel), await ExceptionsAsync(actor, today, zone, initials, cancel), initials);
    }

    private async Task<PlaceFigures> FiguresAsync(Actor actor, long id, string name, string zone, int rooms, CancellationToken cancel)
    {
        var (day, now) = (Zones.ToLocal(actor.Now, zone).Date, actor.Now);
        var (from, to) = (Zones.StartOfDay(day, zone), Zones.StartOfDay(day.PlusDays(1), zone));
        var rows = await db.Appointments.AsNoTracking().Where(a => a.LocationId == id && a.StartTime >= from && a.StartTime < to)
            .Select(a => new { a.RoomId, a.TherapistId, a.Status, a.StartTime, a.EndTime, Arrived = a.ArrivedAt != null }).ToListAsync(cancel);
        var held = rows.Where(r => r.Status != AppointmentStatus.Cancelled).ToList();
        var present = held.Where(r => r.StartTime <= now && r.EndTime > now).ToList();
        return new(id, name, rooms, held.Select(r => r.RoomId).Where(r => r is not null).Distinct().Count(), present.Count(r => r.RoomId is not null),
            held.Select(r => r.TherapistId).Distinct().Count(), present.Select(r => r.TherapistId).Distinct().Count(),
            held.Count, held.Count(r => r.Arrived), held.Count(r => r.Status == AppointmentStatus.NoShow), rows.Count - held.Count);
    }

    private async Task<CancelledWeek> CancelledAsync(Actor actor, LocalDate today, string zone, bool initials, CancellationToken cancel)
    {
        var monday = today.PlusDays(1 - (int)today.DayOfWeek);
        var (from, to) = (Zones.StartOfDay(monday, zone), Zones.StartOfDay(monday.PlusDays(7), zone));
        var week = db.Appointments.AsNoTracking().Where(a => a.Status == AppointmentStatus.Cancelled && a.StartTime >= from && a.StartTime < to);
        var window = await new Practice.Settings(db).GetAsync(Practice.Setting.NoticeWindowHours, cancel);
        var counts = await week.GroupBy(a => a.CancelledBy).Select(g => new { By = g.Key, All = g.Count(), Late = g.Count(a => a.NoticeHours < window) }).ToListAsync(cancel);
        var rows = await week.VisibleTo(db, actor, Permission.ViewAppointments).OrderByDescending(a => a.CancelledAt).ThenBy(a => a.Id).Take(Most).Select(a => new
        {
            a.Id, a.LocalStart, a.IsGroupSession, a.CancelledBy, a.CancellationReason, a.NoticeHours,
            First = a.Learner == null ? a.Client!.FirstName : a.Learner.FirstName,
            Last = a.Learner == null ? a.Client!.LastName : a.Learner.LastName,
            Therapist = a.Therapist!.FirstName + " " + a.Therapist.LastName,
        }).ToListAsync(cancel);
        return new(counts.Where(c => c.By == CancelledBy.Client).Sum(c => c.All), counts.Where(c => c.By != CancelledBy.Client).Sum(c => c.All), counts.Sum(c => c.Late),
            rows.ConvertAll(r => new CancelledRow(r.Id, r.LocalStart, Name(r.IsGroupSession, initials, r.First, r.Last), r.Therapist, r.CancelledBy, r.CancellationReason, r.NoticeHours < window)));
    }

    private async Task<List<ExceptionRow>> ExceptionsAsync(Actor actor, LocalDate today, string zone, bool initials, CancellationToken cancel)
    {
        var (from, to) = (Zones.StartOfDay(today, zone), Zones.StartOfDay(today.PlusDays(7), zone));
        var rows = await db.Appointments.AsNoTracking().VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.StartTime >= from && a.StartTime < to && a.Status != AppointmentStatus.Cancelled).Select(a => new
            {
                a.Id, a.LocalStart, a.IsGroupSession,
                First = a.Learner == null ? a.Client!.FirstName : a.Learner.FirstName,
                Last = a.Learner == null ? a.Client!.LastName : a.Learner.LastName,
                Therapist = a.Therapist!.FirstName + " " + a.Therapist.LastName,
                Overbooked = a.OverbookReason != null,
                Away = db.TimeOff.Any(t => t.UserId == a.TherapistId && t.StartsAt < a.EndTime && t.EndsAt > a.StartTime),
                Missed = a.Status == AppointmentStatus.NoShow,
                RoomOut = a.Room != null && !a.Room.IsActive,
            }).Where(r => r.Overbooked || r.Away || r.Missed || r.RoomOut).OrderBy(r => r.LocalStart).ThenBy(r => r.Id).Take(Most).ToListAsync(cancel);
        return rows.ConvertAll(r => new ExceptionRow(r.Id, r.LocalStart, Name(r.IsGroupSession, initials, r.First, r.Last), r.Therapist,
            r.Away ? ExceptionKind.TherapistAway : r.RoomOut ? ExceptionKind.RoomOutOfUse : r.Overbooked ? ExceptionKind.Overbooked : ExceptionKind.Missed));
    }

    private static string? Name(bool group, bool initials, string first, string last) => group ? null : initials ? Initials.Of(first, last) : $"{first} {last}";
}

/// <summary>The practice's day in figures.</summary>
public sealed record ManagerDay(IReadOnlyList<PlaceFigures> Places, CancelledWeek Cancelled, IReadOnlyList<ExceptionRow> Exceptions, bool Initials);

/// <summary>One location today: rooms and therapists with something on, and at this moment.</summary>
public sealed record PlaceFigures(
    long Id, string Name, int Rooms, int RoomsUsed, int RoomsNow, int Therapists, int TherapistsNow, int Booked, int Arrived, int Missed, int Cancelled);

/// <summary>This week's cancellations: by whom, how many inside the notice window, and the last ones.</summary>
public sealed record CancelledWeek(int ByClients, int ByPractice, int Late, IReadOnlyList<CancelledRow> Rows);

/// <summary>A cancelled appointment; <see cref="Who"/> is null for a group.</summary>
public sealed record CancelledRow(long Id, LocalDateTime Start, string? Who, string Therapist, CancelledBy? By, string? Reason, bool IsLate);

/// <summary>What is out of the ordinary about an appointment.</summary>
public enum ExceptionKind { TherapistAway, RoomOutOfUse, Overbooked, Missed }

/// <summary>An appointment of today or the week to come that somebody should look at.</summary>
public sealed record ExceptionRow(long Id, LocalDateTime Start, string? Who, string Therapist, ExceptionKind Kind);
