using Microsoft.AspNetCore.Http.Features;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Access;

/// <summary>
/// Puts on file what this request reads, for pages whose query does not do so itself. The answer is made meanwhile and held back
/// until that is done: nothing of it leaves before, and nothing at all when it cannot be (access.md §2).
/// </summary>
public sealed class AuditReads(ReadLog log, CurrentActor current, IHttpContextAccessor accessor)
{
    private readonly List<Task> writes = [];
    private IHttpResponseBodyFeature? body;

    /// <summary>One record was opened.</summary>
    public void One(string action, long entityId, long? clientId) => HoldFor(log.OneAsync(current.Actor, action, entityId, clientId));

    /// <summary>A list, board or search was shown: its filter and how many it found.</summary>
    public void List(string action, string filter, int count) => HoldFor(log.ListAsync(current.Actor, action, filter, count));

    /// <summary>Any line.</summary>
    public void Line(AuditEntry line) => HoldFor(log.WriteAsync(line));

    /// <summary>Returns when all is on file.</summary>
    /// <exception cref="AuditUnavailableException">It could not be, so what was made of the answer is dropped.</exception>
    public async Task DoneAsync()
    {
        var all = Task.WhenAll(writes);
        writes.Clear();
        try
        {
            await all;
        }
        catch
        {
            accessor.HttpContext!.Features.Set(body);
            throw;
        }
    }

    private void HoldFor(Task write)
    {
        writes.Add(write);
        if (body is not null || accessor.HttpContext is not { } http) return;
        body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new HeldBackBody(body.Stream, DoneAsync), body));
        http.Features.Set(this);
    }
}
