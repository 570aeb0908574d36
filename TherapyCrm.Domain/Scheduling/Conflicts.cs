using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>One thing in the way: who or what is taken, from when to when; with whom only for a reader who may see it.</summary>
public sealed record Conflict(OccupancyKind Resource, long Id, string Name, Instant StartTime, Instant EndTime, long? AppointmentId, string? With)
{
    /// <summary>Which of the client's learners it is there with; only for a reader who may see it.</summary>
    public long? LearnerId { get; init; }
}

/// <summary>How a booking that clashes can still be had.</summary>
public enum WayOut
{
    /// <summary>At the same time in another room.</summary>
    OtherRoom,

    /// <summary>The nearest time before, on the same day.</summary>
    Earlier,

    /// <summary>Later, with the same people and room.</summary>
    LaterHere,

    /// <summary>Later, in whichever suitable room is free.</summary>
    Later,
}

/// <summary>A time and room at which everything asked for is free.</summary>
/// <param name="Start">Wall-clock start at the location.</param>
public sealed record Alternative(WayOut Way, LocalDateTime Start, Instant StartTime, Instant EndTime, long? RoomId, string? RoomName);

/// <summary>What is in the way of a booking and the ways out, beside the words of its problem.</summary>
public sealed record ConflictDetail(IReadOnlyList<Conflict> Conflicts, string TimeZone, IReadOnlyList<Alternative> Alternatives);

/// <summary>Puts rows in the way into words: who, what, when.</summary>
public sealed class Conflicts(CrmDbContext db, Alternatives alternatives)
{
    /// <summary>The problems to show, with ways out; each names the field it can be mended at.</summary>
    /// <param name="except">An appointment that is being moved, whose own time counts as free.</param>
    public async Task<Problem[]> ExplainAsync(Actor actor, IReadOnlyCollection<Occupancy> inTheWay, BookingFacts facts, long except, CancellationToken cancel)
    {
        if (inTheWay.Count == 0) return [];
        var ways = await alternatives.FindAsync(facts, [.. inTheWay.Select(o => o.Kind).Distinct()], except, actor.Now, cancel);
        return Words(await DescribeAsync(actor, inTheWay, cancel), facts.Location.TimeZone, ways, facts.Request);
    }

    /// <summary>The problems of a clash that has no ways out of its own, such as a block's.</summary>
    public async Task<Problem[]> ExplainAsync(Actor actor, IReadOnlyCollection<Occupancy> inTheWay, string timeZone, CancellationToken cancel) =>
        Words(await DescribeAsync(actor, inTheWay, cancel), timeZone, [], null);

    /// <summary>Each resource and holder once, with names the reader may see.</summary>
    public async Task<IReadOnlyList<Conflict>> DescribeAsync(Actor actor, IReadOnlyCollection<Occupancy> inTheWay, CancellationToken cancel)
    {
        var ids = inTheWay.Select(o => o.AppointmentId).OfType<long>().Distinct().ToArray();
        var blockIds = inTheWay.Select(o => o.BlockId).OfType<long>().Distinct().ToArray();
        var seen = ids.Length == 0 ? [] : await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments).Where(a => EF.Parameter(ids).Contains(a.Id))
            .Select(a => new { a.Id, Name = a.Client!.FirstName + " " + a.Client.LastName }).ToDictionaryAsync(a => a.Id, a => a.Name, cancel);
        var times = ids.Length == 0 ? [] : await db.Appointments.Where(a => EF.Parameter(ids).Contains(a.Id))
            .Select(a => new { a.Id, a.StartTime, a.EndTime, a.TurnaroundMinutes, a.TurnaroundForTherapist, a.TherapistId, a.LearnerId }).ToDictionaryAsync(a => a.Id, cancel);
        var blocks = blockIds.Length == 0 ? [] : await db.Blocks.Where(b => EF.Parameter(blockIds).Contains(b.Id))
            .Select(b => new { b.Id, b.Title, b.StartTime, b.EndTime }).ToDictionaryAsync(b => b.Id, cancel);
        var names = await NamesAsync(inTheWay, cancel);
        return [.. inTheWay.GroupBy(o => (o.Kind, o.ResourceId, o.AppointmentId, o.BlockId)).Select(Describe).OrderBy(c => c.StartTime).ThenBy(c => c.Resource)];

        Conflict Describe(IGrouping<(OccupancyKind Kind, long Id, long? Appointment, long? Block), Occupancy> rows)
        {
            var (kind, id, appointment, block) = rows.Key;
            var name = names.GetValueOrDefault((kind, id), "?");
            if (appointment is { } a && times.TryGetValue(a, out var time))
            {
                var isAired = kind == OccupancyKind.Room || (kind == OccupancyKind.Staff && time.TurnaroundForTherapist && id == time.TherapistId);
                var end = time.EndTime + Duration.FromMinutes(isAired ? time.TurnaroundMinutes : 0);
                return new(kind, id, name, time.StartTime, end, seen.ContainsKey(a) ? a : null, seen.GetValueOrDefault(a)) { LearnerId = seen.ContainsKey(a) ? time.LearnerId : null };
            }
            if (block is { } b && blocks.TryGetValue(b, out var what)) return new(kind, id, name, what.StartTime, what.EndTime, null, what.Title);
            return new(kind, id, name, SlotTime.StartOf(rows.Min(o => o.Slice)), SlotTime.StartOf(rows.Max(o => o.Slice) + 1), null, null);
        }
    }

    /// <summary>The words for one of several bookings whose clashes were described together.</summary>
    internal static Problem[] WordsFor(IReadOnlyCollection<Occupancy> inTheWay, IReadOnlyList<Conflict> described, BookingFacts facts)
    {
        var mine = inTheWay.Select(o => (o.Kind, o.ResourceId, At: SlotTime.StartOf(o.Slice))).ToList();
        var conflicts = described.Where(c => mine.Exists(m => (m.Kind, m.ResourceId) == (c.Resource, c.Id) && m.At >= c.StartTime && m.At < c.EndTime)).ToList();
        return Words(conflicts, facts.Location.TimeZone, [], facts.Request);
    }

    private static Problem[] Words(IReadOnlyList<Conflict> conflicts, string timeZone, IReadOnlyList<Alternative> ways, BookingRequest? request)
    {
        var detail = new ConflictDetail(conflicts, timeZone, ways);
        return [.. conflicts.Select(c => Problem.Conflict(FieldOf(c, request?.TherapistId, request?.ClientId), IsSibling(c, request)
            ? "{0} is taken {1}–{2} with another learner. To see both at once, use a group or overbook on purpose." : "{0} is taken {1}–{2}.",
            c.Name, Clock(c.StartTime, timeZone), Clock(c.EndTime, timeZone)) with { Detail = detail })];
    }

    /// <summary>True when the client is there with one learner and wanted with another: an appointment occupies its client and its learner (domain.md §3).</summary>
    private static bool IsSibling(Conflict conflict, BookingRequest? request) => conflict is { Resource: OccupancyKind.Client, LearnerId: { } there }
        && request?.LearnerId is { } wanted && there != wanted && conflict.Id == request.ClientId;

    private async Task<Dictionary<(OccupancyKind, long), string>> NamesAsync(IReadOnlyCollection<Occupancy> rows, CancellationToken cancel)
    {
        var names = new Dictionary<(OccupancyKind, long), string>();
        foreach (var kind in rows.Select(r => r.Kind).Distinct())
        {
            var ids = rows.Where(r => r.Kind == kind).Select(r => r.ResourceId).Distinct().ToArray();
            var found = kind switch
            {
                OccupancyKind.Staff => db.Users.Where(u => EF.Parameter(ids).Contains(u.Id)).Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName }),
                OccupancyKind.Room => db.Rooms.Where(r => EF.Parameter(ids).Contains(r.Id)).Select(r => new { r.Id, r.Name }),
                OccupancyKind.Equipment => db.Equipment.Where(e => EF.Parameter(ids).Contains(e.Id)).Select(e => new { e.Id, e.Name }),
                OccupancyKind.Client => db.Clients.Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName }),
                _ => db.Learners.Where(l => EF.Parameter(ids).Contains(l.Id)).Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }),
            };
            foreach (var row in await found.ToListAsync(cancel)) names[(kind, row.Id)] = row.Name;
        }
        return names;
    }

    private static string FieldOf(Conflict conflict, long? therapist, long? client) => conflict.Resource switch
    {
        OccupancyKind.Staff => therapist is null || conflict.Id == therapist ? "therapistId" : "staff",
        OccupancyKind.Room => "roomId",
        OccupancyKind.Equipment => "equipment",
        OccupancyKind.Client => client is null || conflict.Id == client ? "clientId" : "participants",
        _ => "learnerId",
    };

    private static string Clock(Instant instant, string timeZone) =>
        Zones.ToLocal(instant, timeZone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
