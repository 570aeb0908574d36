using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How much notice a cancellation now would give, and what the practice's window makes of it; shown before confirming.</summary>
/// <param name="NoticeHours">Negative once it has begun.</param>
/// <param name="IsLate">Inside the practice's window.</param>
public sealed record CancellationNotice(decimal NoticeHours, int WindowHours, bool IsLate, IReadOnlyList<CancellationReason> Reasons);

/// <summary>Works out what cancelling means under the practice's rules (domain.md §3).</summary>
public sealed class CancellationTerms(CrmDbContext db, Settings settings) : IOperation
{
    /// <summary>The terms of cancelling this appointment now.</summary>
    public async Task<CancellationNotice> GetAsync(Actor actor, long appointmentId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var appointment = await db.Appointments.AsNoTracking().GetAsync(db, actor, appointmentId, Permission.BookAppointments, cancel);
        var reasons = await db.CancellationReasons.AsNoTracking().Where(r => r.IsActive).OrderBy(r => r.DisplayOrder).ThenBy(r => r.Id).ToListAsync(cancel);
        var (hours, window) = (HoursOf(appointment.StartTime - actor.Now), await settings.GetAsync(Setting.NoticeWindowHours, cancel));
        return new(hours, window, hours < window, reasons);
    }

    /// <summary>Hours of notice, two places.</summary>
    internal static decimal HoursOf(Duration notice) => Math.Round((decimal)notice.TotalMinutes / 60m, 2, MidpointRounding.AwayFromZero);
}
