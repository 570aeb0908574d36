using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Puts on file what this request reads, before its answer leaves; for pages whose query does not do so itself.</summary>
public sealed class AuditReads(ReadLog log, CurrentActor current)
{
    /// <summary>One record was opened.</summary>
    public Task OneAsync(string action, long entityId, long? clientId, CancellationToken cancel = default) =>
        log.OneAsync(current.Actor, action, entityId, clientId, cancel);

    /// <summary>A list, board or search was shown: its filter and how many it found.</summary>
    public Task ListAsync(string action, string filter, int count, CancellationToken cancel = default) =>
        log.ListAsync(current.Actor, action, filter, count, cancel);
}
