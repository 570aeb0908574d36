using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Removes a type of clients that nobody has; one in use is retired instead.</summary>
public sealed class RemoveClientType(CrmDbContext db) : IOperation
{
    /// <summary>Which one, and the version the editor had seen.</summary>
    public sealed record Request(long Id, int? Version = null);

    /// <returns>The type that was; or how many clients have it.</returns>
    public async Task<Outcome<ClientType>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var type = await db.ClientTypes.FirstOrDefaultAsync(t => t.Id == request.Id, cancel) ?? throw new NotFoundException();
        if (type.IsBuiltIn) return SaveClientType.BuiltIn;
        if (type.StaleSince(request.Version) is { } stale) return stale;
        if (await InUseAsync(type.Id, cancel) is { } used) return used;
        db.Remove(type);
        db.Audit(actor, "client_type.removed", type);
        try
        {
            return await db.SaveAsync(type, cancel: cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody got it in this moment: its key keeps the type.
            db.ChangeTracker.Clear();
            if (await InUseAsync(request.Id, cancel) is { } since) return since;
            throw;
        }
    }

    private async Task<Problem?> InUseAsync(long id, CancellationToken cancel) => await db.Clients.CountAsync(c => c.ClientTypeId == id, cancel) is > 0 and var count
        ? Problem.Conflict("", "{0} clients have this type. Take it out of use instead: they keep it, and nobody else gets it.", count)
        : null;
}
