using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How many visits of a therapist wait for a signed note before they can be billed.</summary>
public sealed record UnsignedOf(long TherapistId, string Therapist, int Visits, LocalDateTime Oldest);

/// <summary>The rule "no billing before the note is signed", where the practice has it: a visit that took place is billable once a note about it is signed.</summary>
public sealed class UnsignedVisits(CrmDbContext db, Settings settings)
{
    /// <summary>By therapist, of the last 90 days, of clients the reader may bill; empty where the practice does not have the rule. It says that a note is missing, nothing of any note.</summary>
    public async Task<IReadOnlyList<UnsignedOf>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewBilling);
        if (await settings.GetAsync(Setting.BillOnlySigned, cancel) == 0) return [];
        var (now, since) = (actor.Now, actor.Now - Duration.FromDays(90));
        return await Unbillable(db.Appointments.AsNoTracking().VisibleTo(db, actor, Permission.ViewBilling).Where(a => a.EndTime <= now && a.StartTime >= since && a.Status == AppointmentStatus.Completed))
            .GroupBy(a => new { a.TherapistId, a.Therapist!.FirstName, a.Therapist.LastName })
            .Select(g => new { g.Key, Visits = g.Count(), Oldest = g.Min(a => a.LocalStart) })
            .OrderByDescending(g => g.Visits).ThenBy(g => g.Key.TherapistId).Take(200)
            .Select(g => new UnsignedOf(g.Key.TherapistId, g.Key.FirstName + " " + g.Key.LastName, g.Visits, g.Oldest)).ToListAsync(cancel);
    }

    /// <summary>Those of the visits that have no signed note; a redacted note was signed.</summary>
    public IQueryable<Appointment> Unbillable(IQueryable<Appointment> visits) =>
        visits.Where(a => !db.SessionNotes.Any(n => n.AppointmentId == a.Id && n.Status != NoteStatus.Draft));
}
