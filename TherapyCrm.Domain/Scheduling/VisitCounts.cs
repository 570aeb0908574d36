using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Tells visits that took place from absences, and counts both in one reading.</summary>
public sealed class VisitCounts(CrmDbContext db, Settings settings)
{
    private (TimelineScope Scope, int Held, int Missed)? last;
    private int? window;

    /// <summary>Hours within which a cancellation counts as an absence.</summary>
    public async Task<int> WindowAsync(CancellationToken cancel) => window ??= await settings.GetAsync(Setting.NoticeWindowHours, cancel);

    /// <summary>How many there are of each within the scope.</summary>
    public async Task<(int Held, int Missed)> OfAsync(TimelineScope scope, CancellationToken cancel)
    {
        if (last is { } known && known.Scope == scope) return (known.Held, known.Missed);
        var (held, missed) = (IsHeld(scope.Actor.Now), IsMissed(await WindowAsync(cancel)));
        var counts = await Own(db, scope).GroupBy(a => a.ClientId).Select(g => new { Held = g.AsQueryable().Count(held), Missed = g.AsQueryable().Count(missed) }).FirstOrDefaultAsync(cancel);
        last = (scope, counts?.Held ?? 0, counts?.Missed ?? 0);
        return (last.Value.Held, last.Value.Missed);
    }

    /// <summary>Completed, or arrived and over.</summary>
    internal static Expression<Func<Appointment, bool>> IsHeld(Instant now) => a =>
        a.Status == AppointmentStatus.Completed || ((a.Status == AppointmentStatus.Scheduled || a.Status == AppointmentStatus.Confirmed) && a.ArrivedAt != null && now >= a.EndTime);

    /// <summary>Missed, or cancelled by the client within so many hours.</summary>
    internal static Expression<Func<Appointment, bool>> IsMissed(decimal hours) => a =>
        a.Status == AppointmentStatus.NoShow || (a.Status == AppointmentStatus.Cancelled && a.CancelledBy == CancelledBy.Client && a.NoticeHours < hours);

    /// <summary>The client's own visits; those of a group stand with its participants.</summary>
    internal static IQueryable<Appointment> Own(CrmDbContext db, TimelineScope scope) =>
        VisitLines.Within(scope.Seen(db.Appointments.AsNoTracking(), Permission.ViewAppointments), scope).Where(a => !a.IsGroupSession || !a.Participants.Any(p => p.ClientId == a.ClientId));
}
