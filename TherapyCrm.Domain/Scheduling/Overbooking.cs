using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Claiming what is taken, on purpose.</summary>
internal static class Overbooking
{
    /// <summary>Refuses who may not do it for this client.</summary>
    /// <exception cref="ForbiddenException">The permission is not held, or not for this client.</exception>
    public static async Task MustBeAllowedAsync(CrmDbContext db, Actor actor, long clientId, CancellationToken cancel)
    {
        actor.MustHave(Permission.Overbook);
        if (!await db.Clients.VisibleTo(db, actor, Permission.Overbook).AnyAsync(c => c.Id == clientId, cancel)) throw new ForbiddenException();
    }
}
