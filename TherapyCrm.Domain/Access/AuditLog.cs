using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Writes lines that stand alone in the log: refusals and failures, which belong to no saved work.</summary>
public sealed class AuditLog(CrmDbContext db)
{
    /// <summary>A line of the log about this actor's act.</summary>
    public static AuditEntry Line(Actor by, string action, AuditOutcome outcome, long? entityId = null, long? clientId = null, string? details = null, string? reason = null) => new()
    {
        At = by.Now,
        UserId = by.UserId,
        SessionId = by.SessionId,
        IpAddress = by.Address,
        UserAgent = by.UserAgent,
        Action = action,
        InformationType = action.Split('.')[0],
        EntityId = entityId,
        ClientId = clientId,
        Outcome = outcome,
        Reason = reason,
        Details = details is { Length: > 1000 } ? details[..1000] : details,
    };

    /// <summary>Writes a line at once, whatever else the request had in hand; that is dropped.</summary>
    public async Task AddNowAsync(Actor by, string action, AuditOutcome outcome, long? entityId = null, long? clientId = null, string? details = null, CancellationToken cancel = default)
    {
        db.ChangeTracker.Clear();
        db.AuditEntries.Add(Line(by, action, outcome, entityId, clientId, details));
        await db.SaveChangesAsync(cancel);
    }
}
