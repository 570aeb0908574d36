using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A room, person or device with what lies on its day beside appointments.</summary>
internal sealed class ColumnRow
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }

    /// <summary>Shown even when nothing lies in it.</summary>
    public bool IsActive { get; init; } = true;
    public int Pieces { get; init; } = 1;
    public List<BlockRow> Blocks { get; init; } = [];

    /// <summary>A person's hours here on this day; null when the person keeps no hours at all.</summary>
    public List<HoursRow> Hours { get; init; } = [];
    public bool KeepsHours { get; init; }
    public List<AwayRow> Away { get; init; } = [];
}

internal sealed record BlockRow(long Id, string Title, BlockKind Kind, LocalDateTime Start, int Minutes);

internal sealed record AwayRow(Instant From, Instant To);

/// <summary>Reads the columns of a board in one query.</summary>
internal sealed class DayBoardColumns(CrmDbContext db, BoardFrame frame)
{
    public Task<List<ColumnRow>> ReadAsync(CancellationToken cancel) => frame.By switch
    {
        BoardBy.Therapist => Therapists().AsSingleQuery().ToListAsync(cancel), // a handful of hours, absences and blocks each
        BoardBy.Equipment => Equipment().ToListAsync(cancel),
        _ => RoomsAsync(cancel),
    };

    private async Task<List<ColumnRow>> RoomsAsync(CancellationToken cancel)
    {
        var blocks = (await BlocksOfRooms.On(db)(db, frame.Here.Id, frame.Start, frame.End).ToListAsync(cancel)).ToLookup(b => b.RoomId, b => b.Block);
        return [.. frame.Here.Rooms.Select(r => new ColumnRow { Id = r.Id, Name = r.Name, Note = r.Kind, IsActive = r.IsActive, Blocks = [.. blocks[r.Id]] })];
    }

    private static readonly KeptQuery<Func<CrmDbContext, long, Instant, Instant, IAsyncEnumerable<BlockOfRoom>>> BlocksOfRooms = new(() => EF.CompileAsyncQuery(
        (CrmDbContext db, long location, Instant from, Instant to) => db.Blocks.Where(b => b.LocationId == location && b.StartTime < to && b.EndTime > from)
            .Select(b => new BlockOfRoom(b.RoomId, new BlockRow(b.Id, b.Title, b.Kind, b.LocalStart, b.DurationMinutes)))));

    private sealed record BlockOfRoom(long? RoomId, BlockRow Block);

    private IQueryable<ColumnRow> Therapists()
    {
        var (location, from, to, weekday) = (frame.Here.Id, frame.Start, frame.End, frame.Day.DayOfWeek);
        return db.Users.AsNoTracking().Where(u => u.IsActive && u.IsBookable && u.Locations.Any(l => l.LocationId == location))
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id).Select(u => new ColumnRow
            {
                Id = u.Id,
                Name = u.FirstName + " " + u.LastName,
                Note = u.Title,
                KeepsHours = u.WorkingHours.Any(),
                Hours = u.WorkingHours.Where(h => h.LocationId == location && h.DayOfWeek == weekday)
                    .Select(h => new HoursRow(h.DayOfWeek, h.StartsAt, h.EndsAt)).ToList(),
                Away = db.TimeOff.Where(t => t.UserId == u.Id && t.StartsAt < to && t.EndsAt > from).Select(t => new AwayRow(t.StartsAt, t.EndsAt)).ToList(),
                Blocks = db.BlockStaff.Where(s => s.UserId == u.Id && s.Block!.StartTime < to && s.Block.EndTime > from)
                    .Select(s => new BlockRow(s.BlockId, s.Block!.Title, s.Block.Kind, s.Block.LocalStart, s.Block.DurationMinutes)).ToList(),
            });
    }

    private IQueryable<ColumnRow> Equipment()
    {
        var location = frame.Here.Id;
        return db.Equipment.AsNoTracking().Where(e => e.LocationId == location || e.LocationId == null).OrderBy(e => e.Name).ThenBy(e => e.Id).Select(e => new ColumnRow
        {
            Id = e.Id,
            Name = e.Name,
            IsActive = e.IsAvailable,
            Pieces = e.Quantity,
        });
    }
}
