using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Insights;

/// <summary>Why somebody's looks at records stand out.</summary>
public enum OutlierKind { OwnSurname, NoAppointmentNear, AfterHours, ManyClients }

/// <summary>Looks of one person that stand out.</summary>
/// <param name="ClientId">Null for many clients on one day.</param>
/// <param name="Client">File number.</param>
/// <param name="Count">Of lines of the log; of clients for <see cref="OutlierKind.ManyClients"/>.</param>
public sealed record Outlier(OutlierKind Kind, long UserId, string User, long? ClientId, string? Client, int Count, Instant First, Instant Last);

/// <summary>What stands out in the log: own surname, no appointment near, after hours, many clients a day (access.md §2); one query for each, whatever the number of lines.</summary>
public sealed class AuditOutliers(CrmDbContext db, PracticeDay day, Settings settings, ReadLog reads)
{
    /// <summary>Most rows of a kind.</summary>
    public const int Most = 100;

    /// <summary>Longest period, in days.</summary>
    public const int LongestPeriod = 31;
    private static readonly Duration Near = Duration.FromDays(30);
    private static readonly (LocalTime Opens, LocalTime Closes) Usual = (new(7, 0), new(20, 0));

    private sealed record Sum
    {
        public required long UserId { get; init; }
        public required long ClientId { get; init; }
        public required int Count { get; init; }
        public required Instant First { get; init; }
        public required Instant Last { get; init; }
    }

    /// <summary>Those of the days from one to the other, both included.</summary>
    public async Task<IReadOnlyList<Outlier>> RunAsync(Actor actor, LocalDate first, LocalDate last, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        if (last < first || Period.DaysBetween(first, last) >= LongestPeriod) last = first.PlusDays(LongestPeriod - 1);
        var zone = await day.ZoneAsync(cancel);
        var (from, to) = (Zones.StartOfDay(first, zone), Zones.StartOfDay(last.PlusDays(1), zone));
        var visible = db.Clients.VisibleTo(db, actor, Permission.ViewAudit);
        var seen = visible.Select(c => (long?)c.Id);
        var looks = db.AuditEntries.AsNoTracking().Where(e => e.At >= from && e.At < to && e.ClientId != null && e.UserId != null && seen.Contains(e.ClientId));
        var people = await db.Users.AsNoTracking().Select(u => new { u.Id, u.FirstName, u.LastName }).ToDictionaryAsync(u => u.Id, u => (u.FirstName, u.LastName), cancel);
        var found = new List<(OutlierKind Kind, Sum Sum)>();
        found.AddRange((await OwnSurnameAsync(looks, people.ToDictionary(p => p.Key, p => Folded.Text(p.Value.LastName)), cancel)).Select(s => (OutlierKind.OwnSurname, s)));
        found.AddRange((await NoAppointmentAsync(looks, from, to, cancel)).Select(s => (OutlierKind.NoAppointmentNear, s)));
        found.AddRange((await AfterHoursAsync(looks, first, last, zone, cancel)).Select(s => (OutlierKind.AfterHours, s)));
        found.AddRange((await ManyClientsAsync(looks, first, last, zone, cancel)).Select(s => (OutlierKind.ManyClients, s)));
        var ids = found.Select(f => f.Sum.ClientId).Distinct().ToList();
        var files = await visible.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.FileNumber }).ToDictionaryAsync(c => c.Id, c => c.FileNumber, cancel);
        await reads.ListAsync(actor, "audit.outliers_listed", FormattableString.Invariant($"{first:uuuu-MM-dd} {last:uuuu-MM-dd}"), found.Count, cancel);
        return [.. found.Select(f => new Outlier(f.Kind, f.Sum.UserId, people.TryGetValue(f.Sum.UserId, out var p) ? $"{p.FirstName} {p.LastName}" : "", f.Sum.ClientId == 0 ? null : f.Sum.ClientId,
            files.GetValueOrDefault(f.Sum.ClientId), f.Sum.Count, f.Sum.First, f.Sum.Last))];
    }

    private async Task<IEnumerable<Sum>> OwnSurnameAsync(IQueryable<AuditEntry> looks, Dictionary<long, string> surnames, CancellationToken cancel)
    {
        var wanted = surnames.Values.Where(n => n.Length > 1).Select(n => n + ",").Distinct().ToList();
        var alike = db.Clients.Where(c => wanted.Contains(c.SortName.Substring(0, c.SortName.IndexOf(',') + 1)));
        var sums = await Sums(looks.Where(e => alike.Any(c => c.Id == e.ClientId))).Join(db.Clients, s => s.ClientId, c => c.Id, (s, c) => new { Sum = s, c.SortName }).ToListAsync(cancel);
        return sums.Where(s => surnames.GetValueOrDefault(s.Sum.UserId) is { Length: > 1 } own && s.SortName.StartsWith(own + ",", StringComparison.Ordinal))
            .Select(s => s.Sum).OrderByDescending(s => s.Count).Take(Most);
    }

    private async Task<IEnumerable<Sum>> NoAppointmentAsync(IQueryable<AuditEntry> looks, Instant from, Instant to, CancellationToken cancel)
    {
        var (early, late) = (from - Near, to + Near);
        var near = db.Appointments.Where(a => a.Status != AppointmentStatus.Cancelled && a.StartTime >= early && a.StartTime < late).Select(a => a.ClientId)
            .Union(db.AppointmentParticipants.Where(p => p.Appointment!.Status != AppointmentStatus.Cancelled && p.Appointment.DeletedAt == null && p.Appointment.StartTime >= early && p.Appointment.StartTime < late).Select(p => p.ClientId));
        var known = db.Clients.Where(c => c.CreatedAt < from && !near.Contains(c.Id)).Select(c => (long?)c.Id);
        return await Sums(looks.Where(e => known.Contains(e.ClientId))).OrderByDescending(s => s.Count).Take(Most).ToListAsync(cancel);
    }

    private async Task<IEnumerable<Sum>> AfterHoursAsync(IQueryable<AuditEntry> looks, LocalDate first, LocalDate last, string zone, CancellationToken cancel)
    {
        var hours = await db.LocationHours.AsNoTracking().Select(h => new { h.DayOfWeek, h.OpensAt, h.ClosesAt }).ToListAsync(cancel);
        var open = hours.GroupBy(h => h.DayOfWeek).ToDictionary(g => g.Key, g => (Opens: g.Min(h => h.OpensAt), Closes: g.Max(h => h.ClosesAt)));
        Expression<Func<AuditEntry, bool>> closed = _ => false;
        foreach (var date in Days(first, last))
        {
            var (start, end) = (Zones.StartOfDay(date, zone), Zones.StartOfDay(date.PlusDays(1), zone));
            var isOpen = open.Count == 0 || open.ContainsKey(date.DayOfWeek);
            var at = open.Count == 0 ? Usual : open.GetValueOrDefault(date.DayOfWeek);
            var (opens, closes) = isOpen ? (Zones.ToInstant(date + at.Opens, zone) - Duration.FromHours(1), Zones.ToInstant(date + at.Closes, zone) + Duration.FromHours(1)) : (end, end);
            closed = closed.Or(e => (e.At >= start && e.At < opens) || (e.At >= closes && e.At < end));
        }
        return await Sums(looks.Where(closed)).OrderByDescending(s => s.Count).Take(Most).ToListAsync(cancel);
    }

    private async Task<IEnumerable<Sum>> ManyClientsAsync(IQueryable<AuditEntry> looks, LocalDate first, LocalDate last, string zone, CancellationToken cancel)
    {
        var many = await settings.GetAsync(Setting.ManyClientsADay, cancel);
        var days = Days(first, last).Select(date =>
        {
            var (start, end) = (Zones.StartOfDay(date, zone), Zones.StartOfDay(date.PlusDays(1), zone));
            return looks.Where(e => e.At >= start && e.At < end).GroupBy(e => e.UserId!.Value)
                .Select(g => new { UserId = g.Key, Count = g.Select(e => e.ClientId).Distinct().Count(), First = g.Min(e => e.At), Last = g.Max(e => e.At) }).Where(g => g.Count >= many);
        }).ToList();
        var sums = await days.Aggregate((a, b) => a.Concat(b)).OrderByDescending(g => g.Count).Take(Most).ToListAsync(cancel);
        return sums.Select(s => new Sum { UserId = s.UserId, ClientId = 0, Count = s.Count, First = s.First, Last = s.Last });
    }

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last) => Enumerable.Range(0, Period.DaysBetween(first, last) + 1).Select(first.PlusDays);

    private static IQueryable<Sum> Sums(IQueryable<AuditEntry> looks) => looks.GroupBy(e => new { UserId = e.UserId!.Value, ClientId = e.ClientId!.Value })
        .Select(g => new Sum { UserId = g.Key.UserId, ClientId = g.Key.ClientId, Count = g.Count(), First = g.Min(e => e.At), Last = g.Max(e => e.At) });
}
