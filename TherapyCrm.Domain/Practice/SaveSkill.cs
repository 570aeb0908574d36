using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Adds something the staff can do, renames it, or retires it.</summary>
public sealed class SaveSkill(CrmDbContext db) : IOperation
{
    /// <summary>What it should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }
        public bool IsActive { get; init; } = true;
    }

    /// <returns>The saved row; or what is wrong.</returns>
    public async Task<Outcome<Skill>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        if (TypedText.Check("name", request.Name, 200, required: true).ToArray() is { Length: > 0 } problems) return problems;
        if (await db.Skills.Where(x => x.Id != request.Id).Select(x => x.Name).TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var row = request.Id is { } id
            ? await db.Skills.FirstOrDefaultAsync(x => x.Id == id, cancel) ?? throw new NotFoundException()
            : new Skill { Name = "" };
        if (request.Id is not null && row.StaleSince(request.Version) is { } stale) return stale;
        (row.Name, row.IsActive) = (TypedText.Kept(request.Name)!, request.IsActive);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "skill.edited", row, null, [], null, cancel);
        db.Add(row);
        db.Audit(actor, "skill.added", row);
        return await db.SaveAsync(row, cancel: cancel);
    }
}
