using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds a reason for cancelling, changes it, or retires it.</summary>
public sealed class SaveCancellationReason(CrmDbContext db) : IOperation
{
    /// <summary>What it should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }
        public bool MayBeCharged { get; init; } = true;
        public int DisplayOrder { get; init; }
        public bool IsActive { get; init; } = true;
    }

    /// <returns>The saved row; or what is wrong.</returns>
    public async Task<Outcome<CancellationReason>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (TypedText.Check("name", request.Name, 200, required: true).ToArray() is { Length: > 0 } problems) return problems;
        if (await db.CancellationReasons.Where(x => x.Id != request.Id).Select(x => x.Name).TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var row = request.Id is { } id
            ? await db.CancellationReasons.FirstOrDefaultAsync(x => x.Id == id, cancel) ?? throw new NotFoundException()
            : new CancellationReason { Name = "" };
        if (request.Id is not null && row.StaleSince(request.Version) is { } stale) return stale;
        (row.Name, row.IsActive) = (TypedText.Kept(request.Name)!, request.IsActive);
        (row.MayBeCharged, row.DisplayOrder) = (request.MayBeCharged, request.DisplayOrder);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "cancellation_reason.edited", row, null, [], null, cancel);
        db.Add(row);
        db.Audit(actor, "cancellation_reason.added", row);
        return await db.SaveAsync(row, cancel: cancel);
    }
}
