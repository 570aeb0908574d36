using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Something on the schedule changed: which appointment or block, and the boards it shows on; nothing about it.</summary>
public sealed record BoardChange(long Id, long? AppointmentId, long? BlockId, long LocationId, LocalDate Day, LocalDate? DayBefore, long? LocationBefore)
{
    /// <summary>True when a board of one of these locations on this day shows something else now.</summary>
    public bool Touches(IReadOnlyCollection<long> locations, LocalDate day) =>
        (Day == day || DayBefore == day) && (locations.Contains(LocationId) || (LocationBefore is { } before && locations.Contains(before)));
}

/// <summary>
/// How far the changes have been read. Numbers are given before a transaction commits and so may turn up out of order:
/// a number passed over is looked for again for a while.
/// </summary>
public sealed record ChangeCursor(long Last, IReadOnlyList<(long Id, Instant Until)> Missing)
{
    /// <summary>Longer than any transaction lasts.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(30);

    /// <summary>A server that was restarted passes over a thousand numbers at once; so many are never in flight.</summary>
    private const int MostMissing = 100;

    /// <summary>The cursor after these have been read.</summary>
    public ChangeCursor After(IReadOnlyCollection<long> read, Instant now)
    {
        var last = Math.Max(Last, read.Count == 0 ? 0 : read.Max());
        var fresh = last - Last > MostMissing + read.Count ? [] : Range(Last + 1, last).Where(id => !read.Contains(id)).Select(id => (id, now + Patience));
        return new(last, [.. Missing.Where(m => m.Until > now && !read.Contains(m.Id)).Concat(fresh)]);
    }

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var id = first; id <= last; id++) yield return id;
    }
}

/// <summary>Reads what changed on the schedule, for boards that are open.</summary>
public sealed class BoardChanges(CrmDbContext db, IClock clock) : IOperation
{
    /// <summary>Most changes read at once; a board that missed more looks anew anyway.</summary>
    private const int Most = 500;

    /// <summary>Where reading starts: after everything there is.</summary>
    public async Task<ChangeCursor> LatestAsync(CancellationToken cancel = default) =>
        new(await db.ScheduleChanges.MaxAsync(c => (long?)c.Id, cancel) ?? 0, []);

    /// <summary>What was committed since, and where to go on.</summary>
    public async Task<(IReadOnlyList<BoardChange> Changes, ChangeCursor Next)> ReadAsync(ChangeCursor cursor, CancellationToken cancel = default)
    {
        var missing = cursor.Missing.Select(m => m.Id).ToList();
        var rows = db.ScheduleChanges.AsNoTracking();
        rows = missing.Count == 0 ? rows.Where(c => c.Id > cursor.Last) : rows.Where(c => c.Id > cursor.Last || missing.Contains(c.Id));
        var changes = await ToListAsync(rows.OrderBy(c => c.Id).Take(Most), cancel);
        return (changes, cursor.After([.. changes.Select(c => c.Id)], clock.GetCurrentInstant()));
    }

    /// <summary>What changed on these boards after a moment: what a board that opens or comes back may have missed.</summary>
    public async Task<IReadOnlyList<BoardChange>> SinceAsync(IReadOnlyCollection<long> locations, LocalDate day, Instant since, long after = 0, CancellationToken cancel = default)
    {
        var rows = db.ScheduleChanges.AsNoTracking().Where(c => c.At >= since && c.Id > after).OrderByDescending(c => c.Id).Take(Most);
        return [.. (await ToListAsync(rows, cancel)).Where(c => c.Touches(locations, day))];
    }

    private static async Task<List<BoardChange>> ToListAsync(IQueryable<ScheduleChange> rows, CancellationToken cancel)
    {
        var read = await rows.Select(c => new { c.Id, c.AppointmentId, c.BlockId, c.LocationId, c.Day, c.DayBefore, c.Before }).ToListAsync(cancel);
        return read.ConvertAll(c => new BoardChange(c.Id, c.AppointmentId, c.BlockId, c.LocationId, c.Day, c.DayBefore,
            c is { Before: { } before, AppointmentId: not null } ? AppointmentState.FromJson(before).LocationId : null));
    }
}
