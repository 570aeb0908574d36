using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Ends a care group; each member's history keeps what it was.</summary>
public sealed class RemoveCareGroup(CrmDbContext db, ProfileHistory history) : IOperation
{
    /// <summary>Which one, and the version the editor had seen.</summary>
    public sealed record Request(long Id, int? Version = null);

    /// <returns>The group that was.</returns>
    /// <inheritdoc cref="SaveCareGroup.RunAsync" path="/exception"/>
    public async Task<Outcome<CareGroup>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        var group = await db.CareGroups.OwnedAsync(db, actor, request.Id, cancel);
        if (group.StaleSince(request.Version) is { } stale) return stale;
        foreach (var member in group.Members)
        {
            await history.KeepAsync(actor, "care_group.removed", member.ClientId, new(ProfilePart.Client, null, [new("careGroup", SaveCareGroup.InWords(group, member), null)]), cancel);
            db.Audit(actor, "care_group.removed", group, member.ClientId);
        }
        db.RemoveRange(group.Members);
        db.Remove(group);
        return await db.SaveAsync(group, cancel: cancel);
    }
}
