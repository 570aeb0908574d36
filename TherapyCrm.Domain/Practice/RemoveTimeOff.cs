using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Takes a time off back.</summary>
public sealed class RemoveTimeOff(CrmDbContext db) : IOperation
{
    /// <summary>Which one, and whose.</summary>
    public sealed record Request(long UserId, long Id);

    /// <returns>The time off that was.</returns>
    public async Task<Outcome<TimeOff>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var timeOff = await db.TimeOff.FirstOrDefaultAsync(t => t.Id == request.Id && t.UserId == request.UserId, cancel) ?? throw new NotFoundException();
        db.Remove(timeOff);
        db.Audit(actor, "time_off.removed", timeOff);
        return await db.SaveAsync(timeOff, cancel: cancel);
    }
}
