using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>How much of a series a change is about.</summary>
public enum SeriesScope
{
    /// <summary>The one appointment.</summary>
    This,

    /// <summary>It and those after it.</summary>
    Following,

    /// <summary>All that are still to come.</summary>
    All,
}

/// <summary>Why an occurrence stays as it is unless it is picked.</summary>
public enum LeftAlone { MovedByHand, Past, Completed, Missed, Cancelled }

/// <summary>One occurrence of a series within a scope; left alone for a reason, or to be changed.</summary>
public sealed record SeriesOccurrence(long AppointmentId, LocalDateTime Start, Instant StartTime, int Minutes, long? RoomId, AppointmentStatus Status, LeftAlone? LeftAlone)
{
    /// <summary>True when a change of the scope changes it.</summary>
    public bool Changes => LeftAlone is null;
}

/// <summary>Lists what a change or cancellation of a series would touch: "this changes 11 appointments".</summary>
public sealed class SeriesOccurrences(CrmDbContext db) : IOperation
{
    /// <summary>The occurrences of the scope around one appointment of the series, in order.</summary>
    /// <param name="picked">Occurrences to change although they would be left alone.</param>
    public async Task<IReadOnlyList<SeriesOccurrence>> GetAsync(
        Actor actor, long appointmentId, SeriesScope scope, IReadOnlyCollection<long>? picked = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var one = await db.Appointments.AsNoTracking().GetAsync(db, actor, appointmentId, Permission.BookAppointments, cancel);
        var all = await InScope(one, scope, actor).OrderBy(a => a.StartTime)
            .Select(a => new { a.Id, a.LocalStart, a.StartTime, a.DurationMinutes, a.RoomId, a.Status, a.MovedByHand }).ToListAsync(cancel);
        return [.. all.Select(a => new SeriesOccurrence(a.Id, a.LocalStart, a.StartTime, a.DurationMinutes, a.RoomId, a.Status,
            a.Id == one.Id && a.Status != AppointmentStatus.Cancelled ? null : Why(a.Id, a.Status, a.MovedByHand, a.StartTime, actor, picked ?? [])))];
    }

    private IQueryable<Appointment> InScope(Appointment one, SeriesScope scope, Actor actor)
    {
        var (id, series, from, now) = (one.Id, one.RecurrencePatternId, one.StartTime, actor.Now);
        if (scope == SeriesScope.This || series is null) return db.Appointments.Where(a => a.Id == id);
        var mine = db.Appointments.VisibleTo(db, actor, Permission.BookAppointments).Where(a => a.RecurrencePatternId == series);
        return scope == SeriesScope.Following ? mine.Where(a => a.StartTime >= from) : mine.Where(a => a.Id == id || a.StartTime >= now);
    }

    private static LeftAlone? Why(long id, AppointmentStatus status, bool movedByHand, Instant start, Actor actor, IReadOnlyCollection<long> picked)
    {
        if (status == AppointmentStatus.Cancelled) return LeftAlone.Cancelled;
        if (picked.Contains(id)) return null;
        if (status == AppointmentStatus.Completed) return LeftAlone.Completed;
        if (status == AppointmentStatus.NoShow) return LeftAlone.Missed;
        if (movedByHand) return LeftAlone.MovedByHand;
        return start < actor.Now ? LeftAlone.Past : null;
    }
}
