using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A location with its hours and closures around the days in question.</summary>
internal sealed class PlaceRow
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
    public required List<HoursRow> Hours { get; init; }

    /// <summary>What closes it on the day in question, and on the days beside it, which may be the one by its own clock.</summary>
    public required (LocalDate Day, string? Name)[] Closures { get; init; }

    /// <summary>When it is open on a day; null when no hours were ever set, which means always (domain.md §3).</summary>
    public IReadOnlyList<DaySlots>? OpenOn(LocalDate day) =>
        Hours.Count == 0 ? null : [.. Hours.Where(h => h.DayOfWeek == day.DayOfWeek).Select(h => DaySlots.Between(h.From, h.To)).Where(s => s.Length > 0).OrderBy(s => s.From)];

    public string? ClosedFor(LocalDate day) => Array.Find(Closures, c => c.Day == day).Name;
}

internal sealed record HoursRow(IsoDayOfWeek DayOfWeek, LocalTime From, LocalTime To);

/// <summary>The locations a board can be about, in one query.</summary>
internal sealed record DayBoardPlaces(IReadOnlyList<PlaceRow> All, bool ShowsInitials)
{
    public static async Task<DayBoardPlaces> ReadAsync(CrmDbContext db, Actor actor, DayBoard.Request request, CancellationToken cancel)
    {
        // Without a day it is today, which may be yesterday or tomorrow by UTC.
        var about = request.Day ?? actor.Now.InUtc().Date;
        var (before, after, wanted) = (about.PlusDays(-1), about.PlusDays(1), request.LocationId);
        var rows = await db.Locations.AsNoTracking().Where(l => l.IsActive || l.Id == wanted).OrderByDescending(l => l.IsMainLocation).ThenBy(l => l.Name).ThenBy(l => l.Id)
            .Select(l => new
            {
                l.Id,
                l.Name,
                l.TimeZone,
                Hours = l.Hours.Select(h => new HoursRow(h.DayOfWeek, h.OpensAt, h.ClosesAt)).ToList(),
                Before = db.Closures.Where(c => (c.LocationId == null || c.LocationId == l.Id) && c.FirstDay <= before && c.LastDay >= before).OrderBy(c => c.Id).Select(c => c.Name).FirstOrDefault(),
                About = db.Closures.Where(c => (c.LocationId == null || c.LocationId == l.Id) && c.FirstDay <= about && c.LastDay >= about).OrderBy(c => c.Id).Select(c => c.Name).FirstOrDefault(),
                After = db.Closures.Where(c => (c.LocationId == null || c.LocationId == l.Id) && c.FirstDay <= after && c.LastDay >= after).OrderBy(c => c.Id).Select(c => c.Name).FirstOrDefault(),
                Initials = db.PracticeSettings.Where(s => s.Key == Setting.BoardShowsInitials.Key).Select(s => s.Value).FirstOrDefault(),
            }).ToListAsync(cancel);
        return new(
            rows.ConvertAll(r => new PlaceRow { Id = r.Id, Name = r.Name, TimeZone = r.TimeZone, Hours = r.Hours, Closures = [(before, r.Before), (about, r.About), (after, r.After)] }),
            rows.Exists(r => r.Initials == "1"));
    }

    public PlaceRow? Chosen(Actor actor, long? wanted) => wanted is { } id
        ? All.FirstOrDefault(p => p.Id == id)
        : All.FirstOrDefault(p => actor.Locations.Contains(p.Id)) ?? (All.Count > 0 ? All[0] : null);

    public IReadOnlyList<BoardPlace> Offered => [.. All.Select(p => new BoardPlace(p.Id, p.Name, p.TimeZone))];
}
