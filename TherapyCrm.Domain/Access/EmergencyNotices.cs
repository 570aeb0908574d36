using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>An emergency view that somebody is told of.</summary>
/// <param name="ClientId">Null, as the file number, when the client is out of the reader's sight.</param>
public sealed record EmergencyNotice(long Id, string User, long? ClientId, string? FileNumber, string Reason, Instant StartedAt, Instant? SeenAt);

/// <summary>What a client's therapist and the privacy contact are told of emergency views, until they have seen it.</summary>
public sealed class EmergencyNotices(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>One's own, unseen first, then the newest; at most 100.</summary>
    public async Task<IReadOnlyList<EmergencyNotice>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        var visible = db.Clients.VisibleTo(db, actor, Permission.ViewClients).Select(c => c.Id);
        var notices = await (from n in db.BreakGlassNotices.Where(n => n.UserId == actor.UserId)
                             join u in db.Users on n.Access!.UserId equals u.Id
                             orderby n.SeenAt != null, n.Id descending
                             select new EmergencyNotice(n.Id, u.FirstName + " " + u.LastName, visible.Contains(n.Access!.ClientId) ? n.Access.ClientId : null,
                                 db.Clients.Where(c => c.Id == n.Access!.ClientId && visible.Contains(c.Id)).Select(c => c.FileNumber).FirstOrDefault(), n.Access!.Reason, n.Access.StartedAt, n.SeenAt))
            .Take(100).ToListAsync(cancel);
        await reads.ListAsync(actor, "access.emergency_notices_listed", "own", notices.Count, cancel);
        return notices;
    }

    /// <summary>Notes that one has seen it; the review by somebody else stays open.</summary>
    /// <exception cref="NotFoundException">It is another person's.</exception>
    public async Task<Outcome<bool>> SeenAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var notice = await db.BreakGlassNotices.Include(n => n.Access).FirstOrDefaultAsync(n => n.Id == id && n.UserId == actor.UserId, cancel) ?? throw new NotFoundException();
        notice.SeenAt ??= actor.Now;
        db.Audit(actor, "access.emergency_seen", notice, notice.Access!.ClientId);
        return await db.SaveAsync(true, cancel: cancel);
    }
}
