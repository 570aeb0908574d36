using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>The day of somebody who takes appointments: who is here, who is next, and where there is air.</summary>
public sealed class TodayTherapist(CrmDbContext db, WeekCalendar calendar) : IOperation
{
    /// <summary>The actor's own day; null for somebody who does not take appointments.</summary>
    public async Task<TherapistDay?> ReadAsync(Actor actor, bool initials, CancellationToken cancel = default)
    {
        if (actor.UserId is not { } me || !actor.May(Permission.ViewAppointments)) return null;
        var own = await db.Users.AsNoTracking().Where(u => u.Id == me && u.IsBookable).Select(u => new
        {
            Zone = db.Locations.Where(l => u.Locations.OrderByDescending(h => h.IsPrimary).Select(h => h.LocationId).FirstOrDefault() == l.Id).Select(l => l.TimeZone).FirstOrDefault(),
            Hours = u.WorkingHours.Select(h => new HoursRow(h.DayOfWeek, h.StartsAt, h.EndsAt)).ToList(),
        }).FirstOrDefaultAsync(cancel);
        if (own is null) return null;
        var now = Zones.ToLocal(actor.Now, own.Zone ?? "UTC");
        var days = await calendar.ReadAsync(actor, new() { UserId = me, From = now.Date, To = now.Date.PlusDays(1), Initials = initials }, cancel);
        var hours = own.Hours.Where(h => h.DayOfWeek == now.DayOfWeek).Select(h => DaySlots.Between(h.From, h.To));
        return new(now, actor.Now, days.Entries, [.. Free(now.Date, days.Entries, hours)], days.Initials);
    }

    private static IEnumerable<DaySlots> Free(LocalDate day, IReadOnlyList<CalendarEntry> entries, IEnumerable<DaySlots> hours)
    {
        var free = new bool[DaySlots.PerDay];
        foreach (var stretch in hours) Array.Fill(free, true, stretch.From, Math.Max(0, stretch.Length));
        foreach (var entry in entries)
            for (var slot = SlotOf(day, entry.Start); slot < SlotOf(day, entry.End); slot++) free[slot] = false;
        return DaySlots.Where(slot => free[slot]);
    }

    private static int SlotOf(LocalDate day, LocalDateTime at) => DaySlots.Clamp((Period.DaysBetween(day, at.Date) * DaySlots.PerDay) + DaySlots.Of(at.TimeOfDay));
}

/// <summary>A therapist's day.</summary>
/// <param name="Now">Wall clock of their first location.</param>
/// <param name="Free">Working hours in which nothing lies.</param>
public sealed record TherapistDay(LocalDateTime Now, Instant NowUtc, IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<DaySlots> Free, bool Initials)
{
    /// <summary>Who is in the room or waits, else who comes next.</summary>
    public BoardAppointment? Next => Entries.Select(e => e.Appointment).FirstOrDefault(a =>
        a is { IsSeen: true, Status: AppointmentStatus.Scheduled or AppointmentStatus.Confirmed } && a.End > Now);
}
