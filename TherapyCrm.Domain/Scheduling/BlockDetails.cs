using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A block as its form shows it.</summary>
public sealed record BlockView(long Id, int Version, string LocationName, string? RoomName, IReadOnlyList<string> People, LocalDateTime End, bool MayChange, BlockRequest Block);

/// <summary>Reads one block; everybody who sees the board sees blocks.</summary>
public sealed class BlockDetails(CrmDbContext db) : IOperation
{
    /// <summary>The block.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<BlockView> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var block = await db.Blocks.AsNoTracking().Include(b => b.Location).Include(b => b.Room).Include(b => b.Staff).ThenInclude(s => s.User)
            .FirstOrDefaultAsync(b => b.Id == id, cancel) ?? throw new NotFoundException();
        var staff = block.Staff.ConvertAll(s => s.UserId);
        return new(block.Id, block.Version, block.Location!.Name, block.Room?.Name, [.. block.Staff.Select(s => s.User!.FullName)],
            Zones.ToLocal(block.EndTime, block.TimeZone), PlaceBlock.MayReach(actor, block.LocationId, staff), new()
            {
                Title = block.Title,
                Kind = block.Kind,
                LocationId = block.LocationId,
                Start = block.LocalStart,
                Offset = Zones.OffsetAt(block.StartTime, block.TimeZone),
                Minutes = block.DurationMinutes,
                RoomId = block.RoomId,
                Staff = staff,
                Notes = block.Notes,
            });
    }
}
