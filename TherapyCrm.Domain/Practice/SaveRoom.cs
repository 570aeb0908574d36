using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds a room, changes it, or takes it out of use.</summary>
public sealed class SaveRoom(CrmDbContext db, BookingsAhead bookingsAhead) : IOperation
{
    /// <summary>What the room should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }
        public required long LocationId { get; init; }
        public long? RoomKindId { get; init; }
        public int? Capacity { get; init; }
        public string? Description { get; init; }
        public string? Equipment { get; init; }
        public bool IsActive { get; init; } = true;
        public int DisplayOrder { get; init; }

        /// <summary>Takes it out of use although bookings to come are there.</summary>
        public bool ConfirmBookings { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("name", Name, 200, required: true),
            .. Capacity is < 1 or > 1000 ? [Problem.Invalid("capacity", "Please write a number from {0} to {1}.", 1, 1000)] : Array.Empty<Problem>(),
            .. TypedText.Check("description", Description, 2000),
            .. TypedText.Check("equipment", Equipment, 2000),
        ];
    }

    /// <returns>The room; or what is wrong, or the bookings in the way.</returns>
    public async Task<Outcome<Room>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Check().Concat(await MissingAsync(request, cancel)).ToArray() is { Length: > 0 } problems) return problems;
        var others = db.Rooms.Where(r => r.LocationId == request.LocationId && r.Id != request.Id).Select(r => r.Name);
        if (await others.TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var room = request.Id is { } id
            ? await db.Rooms.FirstOrDefaultAsync(r => r.Id == id, cancel) ?? throw new NotFoundException()
            : new Room { Name = "", LocationId = request.LocationId };
        if (request.Id is not null && (room.StaleSince(request.Version) ?? await InTheWayAsync(actor, room, request, cancel)) is { } problem) return problem;
        (room.Name, room.LocationId, room.RoomKindId) = (TypedText.Kept(request.Name)!, request.LocationId, request.RoomKindId);
        (room.Capacity, room.Description, room.Equipment) = (request.Capacity, TypedText.Kept(request.Description), TypedText.Kept(request.Equipment));
        (room.IsActive, room.DisplayOrder) = (request.IsActive, request.DisplayOrder);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "room.edited", room, null, [], null, cancel);
        db.Add(room);
        db.Audit(actor, "room.added", room);
        return await db.SaveAsync(room, cancel: cancel);
    }

    private async Task<List<Problem>> MissingAsync(Request request, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (!await db.Locations.AnyAsync(l => l.Id == request.LocationId, cancel)) problems.Add(Problem.Invalid("locationId", "Please choose a location."));
        if (request.RoomKindId is { } kind && !await db.RoomKinds.AnyAsync(k => k.Id == kind, cancel)) problems.Add(Problem.Invalid("roomKindId", "Please choose a kind of room."));
        return problems;
    }

    private async Task<Problem?> InTheWayAsync(Actor actor, Room room, Request request, CancellationToken cancel)
    {
        var (closes, moves) = (room.IsActive && !request.IsActive, room.LocationId != request.LocationId);
        if (!moves && (!closes || request.ConfirmBookings)) return null;
        var ahead = await bookingsAhead.InRoomAsync(actor, room.Id, cancel);
        if (ahead.Total == 0) return null;
        return moves ? ahead.Refusal("locationId", "The room cannot change its location while bookings are to come in it ({0}).") : ahead.Warning("isActive");
    }
}
