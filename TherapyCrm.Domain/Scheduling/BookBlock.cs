using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Keeps people or a room busy without a client: a meeting, supervision, a room out of use.</summary>
public sealed class BookBlock(CrmDbContext db, PlaceBlock place) : IOperation
{
    /// <summary>Books it, unless something it needs is taken; a second press answers with the first one's block.</summary>
    public async Task<Outcome<Block>> RunAsync(Actor actor, BlockRequest request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        if (await DoneAsync(actor, cancel) is { } done) return done;
        var outcome = await place.RunAsync(actor, request, () => Task.FromResult<Block?>(new Block { Title = request.Title, Kind = request.Kind, LocationId = request.LocationId }), ScheduleAction.Booked, cancel);
        return !outcome.Succeeded && await DoneAsync(actor, cancel) is { } first ? first : outcome;
    }

    private async Task<Block?> DoneAsync(Actor actor, CancellationToken cancel) => await db.DoneBeforeAsync(actor, nameof(Block), cancel) is { } id
        ? await db.Blocks.IgnoreQueryFilters().Include(b => b.Staff).FirstOrDefaultAsync(b => b.Id == id, cancel) : null;
}

/// <summary>Changes a block to what is asked for, unless what it then needs is taken.</summary>
public sealed class EditBlock(CrmDbContext db, PlaceBlock place) : IOperation
{
    /// <summary>What the block should be, and the version the editor had seen.</summary>
    public sealed record Request(long BlockId, int? Version, BlockRequest Block);

    /// <summary>Changes it.</summary>
    public async Task<Outcome<Block>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var now = await Blocks.OneAsync(db, actor, request.BlockId, cancel);
        if (request.Version is { } seen && seen != now.Version) return LostRace.Stale;
        var version = now.Version;
        return await place.RunAsync(actor, request.Block, async () =>
            await db.Blocks.Include(b => b.Staff).FirstOrDefaultAsync(b => b.Id == request.BlockId, cancel) is { } block && block.Version == version ? block : null, ScheduleAction.Edited, cancel);
    }
}

/// <summary>Takes a block off the board and frees what it held.</summary>
public sealed class CancelBlock(CrmDbContext db) : IOperation
{
    /// <summary>Which block, and the version seen.</summary>
    public sealed record Request(long BlockId, int? Version = null);

    /// <summary>Frees it at once.</summary>
    public async Task<Outcome<Block>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var block = await Blocks.OneAsync(db, actor, request.BlockId, cancel);
        if (request.Version is { } seen && seen != block.Version) return LostRace.Stale;
        var (held, before) = (PlaceBlock.ClaimsOf(block, actor), PlaceBlock.StateOf(block));
        var ledger = await db.LedgerAsync(held, cancel);
        ledger.Hold(Holder.Of(block), held, []);
        block.DeletedAt = actor.Now;
        db.Add(PlaceBlock.Change(actor, ScheduleAction.Cancelled, block, before, null));
        db.Audit(actor, "block.cancelled", block);
        return await db.InOneSaveAsync(() => db.SettleMarksAsync(actor, ledger, cancel), block, LostRace.Explain, cancel);
    }
}

/// <summary>Reads single blocks for changing them.</summary>
internal static class Blocks
{
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ForbiddenException">It is beyond the actor's reach.</exception>
    public static async Task<Block> OneAsync(CrmDbContext db, Actor actor, long id, CancellationToken cancel)
    {
        var block = await db.Blocks.Include(b => b.Staff).FirstOrDefaultAsync(b => b.Id == id, cancel) ?? throw new NotFoundException();
        PlaceBlock.MustReach(actor, block.LocationId, block.Staff.ConvertAll(s => s.UserId));
        return block;
    }
}
