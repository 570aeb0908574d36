using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Reads visits for a timeline, whether the client has them alone or in a group.</summary>
internal static class VisitLines
{
    public static IQueryable<Appointment> Within(IQueryable<Appointment> visits, TimelineScope scope)
    {
        if (scope.From is { } from) visits = visits.Where(a => a.StartTime >= from);
        return scope.Until is { } until ? visits.Where(a => a.StartTime < until) : visits;
    }

    public static IQueryable<AppointmentParticipant> Within(IQueryable<AppointmentParticipant> parts, TimelineScope scope)
    {
        parts = parts.Where(p => p.Appointment!.DeletedAt == null);
        if (scope.From is { } from) parts = parts.Where(p => p.Appointment!.StartTime >= from);
        return scope.Until is { } until ? parts.Where(p => p.Appointment!.StartTime < until) : parts;
    }

    public static Task<List<VisitLine>> ReadAsync(IQueryable<Appointment> visits, (Instant At, long Id)? behind, int most, CancellationToken cancel)
    {
        if (behind is var (at, id)) visits = visits.Where(a => a.StartTime <= at && (a.StartTime < at || a.Id < id));
        return visits.OrderByDescending(a => a.StartTime).ThenByDescending(a => a.Id).Take(most).Select(a => new VisitLine(
            a.Id, a.Id, a.StartTime, a.LocalStart, a.DurationMinutes, a.Title, a.Therapist!.FirstName + " " + a.Therapist.LastName, a.Room!.Name, a.LearnerId, a.Status, a.NoticeHours, a.CancelledBy,
            a.CancellationReason, a.CancellationNotes, a.Notes, null)).ToListAsync(cancel);
    }

    // The visit's own notes may speak of others in the group.
    public static Task<List<VisitLine>> ReadAsync(IQueryable<AppointmentParticipant> parts, (Instant At, long Id)? behind, int most, CancellationToken cancel)
    {
        if (behind is var (at, id)) parts = parts.Where(p => p.Appointment!.StartTime <= at && (p.Appointment.StartTime < at || p.Id < id));
        return parts.OrderByDescending(p => p.Appointment!.StartTime).ThenByDescending(p => p.Id).Take(most).Select(p => new VisitLine(
            p.AppointmentId, p.Id, p.Appointment!.StartTime, p.Appointment.LocalStart, p.Appointment.DurationMinutes, p.Appointment.Title, p.Appointment.Therapist!.FirstName + " " + p.Appointment.Therapist.LastName,
            p.Appointment.Room!.Name, p.LearnerId, p.Appointment.Status, null, null, null, null, p.Notes, p.Attendance)).ToListAsync(cancel);
    }

    public static TimelineRow Row(VisitLine v, TimelineClass kind, int rank)
    {
        var key = new TimelineKey(v.At, rank, v.RowId);
        return new(key, _ => new(key, kind, v.Start.Date, v.Start.TimeOfDay, Title(v, kind), $"/appointments/{v.Id}")
        {
            By = v.Therapist, LearnerId = v.LearnerId, Marks = v.Attendance is null ? [] : ["Group"],
            Lines = [.. new[] { v.Reason, v.ReasonNotes, v.Notes }.OfType<string>().Select(text => new TimelineLine(null, text))],
        });
    }

    private static Said Title(VisitLine v, TimelineClass kind) => kind == TimelineClass.Visit
        ? new Said("Visit: {0}, {1} min", v.Title, v.Minutes)
        : v.Status == AppointmentStatus.Cancelled && v.NoticeHours < 0 ? new Said("Cancelled after it had begun: {0}", v.Title)
        : v.Status == AppointmentStatus.Cancelled ? new Said("Cancelled {1} hours before: {0}", v.Title, (v.NoticeHours ?? 0).ToString("0.#", CultureInfo.InvariantCulture))
        : v.Attendance == Attendance.Excused ? new Said("Excused: {0}", v.Title)
        : new Said("Missed: {0}", v.Title);
}
