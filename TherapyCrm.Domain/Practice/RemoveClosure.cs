using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Takes a closure back: those days are as usual again.</summary>
public sealed class RemoveClosure(CrmDbContext db) : IOperation
{
    /// <summary>Which one.</summary>
    public sealed record Request(long Id);

    /// <returns>The closure that was.</returns>
    public async Task<Outcome<Closure>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var closure = await db.Closures.FirstOrDefaultAsync(c => c.Id == request.Id, cancel) ?? throw new NotFoundException();
        db.Remove(closure);
        db.Audit(actor, "closure.removed", closure);
        return await db.SaveAsync(closure, cancel: cancel);
    }
}
