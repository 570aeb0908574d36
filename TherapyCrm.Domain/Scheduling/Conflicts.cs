using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One thing in the way: who or what is taken, from when to when; with whom only for a reader who may see it.</summary>
public sealed record Conflict(OccupancyKind Resource, long Id, string Name, Instant StartTime, Instant EndTime, long? AppointmentId, string? With);

/// <summary>What is in the way of a booking, beside the words of its problem.</summary>
public sealed record ConflictDetail(IReadOnlyList<Conflict> Conflicts, string TimeZone);

/// <summary>Puts rows in the way into words: who, what, when.</summary>
public sealed class Conflicts(CrmDbContext db)
{
    /// <summary>The problems to show; each names the field it can be mended at.</summary>
    public async Task<Problem[]> ExplainAsync(Actor actor, IReadOnlyCollection<Occupancy> inTheWay, string timeZone, CancellationToken cancel)
    {
        var conflicts = await DescribeAsync(actor, inTheWay, cancel);
        var detail = new ConflictDetail(conflicts, timeZone);
        return [.. conflicts.Select(c => Problem.Conflict(FieldOf(c.Resource), "{0} is taken {1}–{2}.",
            c.Name, Clock(c.StartTime, timeZone), Clock(c.EndTime, timeZone)) with { Detail = detail })];
    }

    /// <summary>Each resource and holder once, with names the reader may see.</summary>
    public async Task<IReadOnlyList<Conflict>> DescribeAsync(Actor actor, IReadOnlyCollection<Occupancy> inTheWay, CancellationToken cancel)
    {
        var ids = inTheWay.Select(o => o.AppointmentId).OfType<long>().Distinct().ToList();
        var blockIds = inTheWay.Select(o => o.BlockId).OfType<long>().Distinct().ToList();
        var seen = ids.Count == 0 ? [] : await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments).Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.Client!.FirstName + " " + a.Client.LastName, cancel);
        var blocks = blockIds.Count == 0 ? [] : await db.Blocks.Where(b => blockIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Title, cancel);
        var names = await NamesAsync(inTheWay, cancel);
        return [.. inTheWay.GroupBy(o => (o.Kind, o.ResourceId, o.AppointmentId, o.BlockId)).Select(g => new Conflict(
                g.Key.Kind, g.Key.ResourceId, names.GetValueOrDefault((g.Key.Kind, g.Key.ResourceId), "?"),
                SlotTime.StartOf(g.Min(o => o.Slice)), SlotTime.StartOf(g.Max(o => o.Slice) + 1),
                g.Key.AppointmentId is { } id && seen.ContainsKey(id) ? id : null,
                g.Key.AppointmentId is { } a ? seen.GetValueOrDefault(a) : g.Key.BlockId is { } b ? blocks.GetValueOrDefault(b) : null))
            .OrderBy(c => c.StartTime).ThenBy(c => c.Resource)];
    }

    private async Task<Dictionary<(OccupancyKind, long), string>> NamesAsync(IReadOnlyCollection<Occupancy> rows, CancellationToken cancel)
    {
        var names = new Dictionary<(OccupancyKind, long), string>();
        foreach (var kind in rows.Select(r => r.Kind).Distinct())
        {
            var ids = rows.Where(r => r.Kind == kind).Select(r => r.ResourceId).Distinct().ToList();
            var found = kind switch
            {
                OccupancyKind.Staff => db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName }),
                OccupancyKind.Room => db.Rooms.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Name }),
                OccupancyKind.Equipment => db.Equipment.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Name }),
                OccupancyKind.Client => db.Clients.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName }),
                _ => db.Learners.Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }),
            };
            foreach (var row in await found.ToListAsync(cancel)) names[(kind, row.Id)] = row.Name;
        }
        return names;
    }

    private static string FieldOf(OccupancyKind kind) => kind switch
    {
        OccupancyKind.Staff => "therapistId",
        OccupancyKind.Room => "roomId",
        OccupancyKind.Equipment => "equipment",
        OccupancyKind.Client => "clientId",
        _ => "learnerId",
    };

    private static string Clock(Instant instant, string timeZone) =>
        Zones.ToLocal(instant, timeZone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
