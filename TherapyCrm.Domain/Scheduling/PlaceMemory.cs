using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>
/// Remembers the practice's locations, hours, closures and rooms, which every board and calendar needs and which hardly ever change, until
/// the stamp in the database says that one of them did (<see cref="AccessStamp"/>). Whoever brings no stamp reads them anew.
/// </summary>
public sealed class PlaceMemory
{
    private (string Stamp, Places Places)? known;

    internal async Task<Places> ReadAsync(CrmDbContext db, Actor actor, CancellationToken cancel)
    {
        if (actor.Stamp is { } stamp && known is { } last && last.Stamp == stamp) return last.Places;
        var places = await AllAsync(db, cancel);
        if (actor.Stamp is { } read) known = (read, places);
        return places;
    }

    private static async Task<Places> AllAsync(CrmDbContext db, CancellationToken cancel)
    {
        var rooms = await db.Rooms.AsNoTracking().OrderBy(r => r.DisplayOrder).ThenBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new RoomRow(r.Id, r.Name, r.RoomKind!.Name, r.IsActive, r.LocationId)).ToListAsync(cancel);
        var closures = await db.Closures.AsNoTracking().OrderBy(c => c.Id).Select(c => new ClosureRow(c.LocationId, c.FirstDay, c.LastDay, c.Name)).ToListAsync(cancel);
        var initials = await new Settings(db).GetAsync(Setting.BoardShowsInitials, cancel);
        var locations = await db.Locations.AsNoTracking().OrderByDescending(l => l.IsMainLocation).ThenBy(l => l.Name).ThenBy(l => l.Id)
            .Select(l => new { l.Id, l.Name, l.TimeZone, l.IsActive, Hours = l.Hours.Select(h => new HoursRow(h.DayOfWeek, h.OpensAt, h.ClosesAt)).ToList() }).ToListAsync(cancel);
        return new([.. locations.Select(l => new PlaceRow
        {
            Id = l.Id,
            Name = l.Name,
            TimeZone = l.TimeZone,
            IsActive = l.IsActive,
            Hours = l.Hours,
            Closures = [.. closures.Where(c => c.LocationId is null || c.LocationId == l.Id)],
            Rooms = [.. rooms.Where(r => r.LocationId == l.Id)],
        })], initials == 1);
    }
}

/// <summary>The locations, the main one first.</summary>
/// <param name="ShowsInitials">The practice wants initials in the place of names.</param>
internal sealed record Places(IReadOnlyList<PlaceRow> All, bool ShowsInitials)
{
    /// <summary>Every room's name by id.</summary>
    public IReadOnlyDictionary<long, string> RoomNames { get; } = All.SelectMany(p => p.Rooms).ToDictionary(r => r.Id, r => r.Name);

    /// <summary>The one asked for; else the first of the reader's own, else the main one.</summary>
    public PlaceRow? Chosen(Actor actor, long? wanted) => wanted is { } id
        ? All.FirstOrDefault(p => p.Id == id)
        : All.FirstOrDefault(p => p.IsActive && actor.Locations.Contains(p.Id)) ?? All.FirstOrDefault(p => p.IsActive);

    /// <summary>The zone of a location; of the main one when it is none.</summary>
    public string ZoneOf(long? location) => (All.FirstOrDefault(p => p.Id == location) ?? (All.Count > 0 ? All[0] : null))?.TimeZone ?? "UTC";

    /// <summary>A location's name, where the practice has more than one.</summary>
    public string? NameAmongSeveral(long location) => All.Count > 1 ? All.FirstOrDefault(p => p.Id == location)?.Name : null;

    /// <summary>The active ones, and the one that is shown.</summary>
    public IReadOnlyList<BoardPlace> Offered(long shown) => [.. All.Where(p => p.IsActive || p.Id == shown).Select(p => new BoardPlace(p.Id, p.Name, p.TimeZone))];
}

/// <summary>A location with its hours, closures and rooms.</summary>
internal sealed class PlaceRow
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
    public required bool IsActive { get; init; }
    public required IReadOnlyList<HoursRow> Hours { get; init; }
    public required IReadOnlyList<ClosureRow> Closures { get; init; }
    public required IReadOnlyList<RoomRow> Rooms { get; init; }

    /// <summary>When it is open on a day; null when no hours were ever set, which means always (domain.md §3).</summary>
    public IReadOnlyList<DaySlots>? OpenOn(LocalDate day) =>
        Hours.Count == 0 ? null : [.. Hours.Where(h => h.DayOfWeek == day.DayOfWeek).Select(h => DaySlots.Between(h.From, h.To)).Where(s => s.Length > 0).OrderBy(s => s.From)];

    public string? ClosedFor(LocalDate day) => Closures.FirstOrDefault(c => c.FirstDay <= day && c.LastDay >= day)?.Name;
}

internal sealed record RoomRow(long Id, string Name, string? Kind, bool IsActive, long LocationId);

internal sealed record ClosureRow(long? LocationId, LocalDate FirstDay, LocalDate LastDay, string Name);

internal sealed record HoursRow(IsoDayOfWeek DayOfWeek, LocalTime From, LocalTime To);
