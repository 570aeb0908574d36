using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds a sort of device, changes how many there are, or takes it out of use.</summary>
public sealed class SaveEquipment(CrmDbContext db, BookingsAhead bookingsAhead) : IOperation
{
    /// <summary>What it should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }
        public string? Description { get; init; }

        /// <summary>How many can be in use at once, 1 to 1000.</summary>
        public int Quantity { get; init; } = 1;
        public bool IsAvailable { get; init; } = true;
        public string? Notes { get; init; }

        /// <summary>Where it stands; null goes where it is needed.</summary>
        public long? LocationId { get; init; }

        /// <summary>Takes away what is booked.</summary>
        public bool ConfirmBookings { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. TypedText.Check("name", Name, 200, required: true),
            .. TypedText.Check("description", Description, 2000),
            .. TypedText.Check("notes", Notes, 4000),
            .. Quantity is < 1 or > 1000 ? [Problem.Invalid("quantity", "Please write a number from {0} to {1}.", 1, 1000)] : Array.Empty<Problem>(),
        ];
    }

    /// <returns>The equipment; or what is wrong, or the bookings in the way.</returns>
    public async Task<Outcome<Equipment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (request.Id is null && await db.DoneBeforeAsync(actor, nameof(Equipment), cancel) is { } done) return await db.Equipment.SingleAsync(e => e.Id == done, cancel);
        if (request.Check().ToArray() is { Length: > 0 } problems) return problems;
        if (request.LocationId is { } place && !await db.Locations.AnyAsync(l => l.Id == place, cancel)) return Problem.Invalid("locationId", "Please choose a location.");
        var others = db.Equipment.Where(e => e.LocationId == request.LocationId && e.Id != request.Id).Select(e => e.Name);
        if (await others.TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var equipment = request.Id is { } id
            ? await db.Equipment.FirstOrDefaultAsync(e => e.Id == id, cancel) ?? throw new NotFoundException()
            : new Equipment { Name = "" };
        if (request.Id is not null && (equipment.StaleSince(request.Version) ?? await InTheWayAsync(actor, equipment, request, cancel)) is { } problem) return problem;
        (equipment.Name, equipment.Description, equipment.Notes) = (TypedText.Kept(request.Name)!, TypedText.Kept(request.Description), TypedText.Kept(request.Notes));
        (equipment.Quantity, equipment.IsAvailable, equipment.LocationId) = (request.Quantity, request.IsAvailable, request.LocationId);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "equipment.edited", equipment, null, [], null, cancel);
        db.Add(equipment);
        db.Audit(actor, "equipment.added", equipment);
        db.Answers(equipment);
        return await db.SaveAsync(equipment, cancel: cancel);
    }

    private async Task<Problem?> InTheWayAsync(Actor actor, Equipment equipment, Request request, CancellationToken cancel)
    {
        var left = request.IsAvailable ? request.Quantity : 0;
        if (request.ConfirmBookings || left >= (equipment.IsAvailable ? equipment.Quantity : 0)) return null;
        var ahead = await bookingsAhead.WithEquipmentAsync(actor, equipment.Id, left, cancel);
        return ahead.Total == 0 ? null : ahead.Warning(request.IsAvailable ? "quantity" : "isAvailable");
    }
}
