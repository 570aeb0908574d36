using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>One emergency view, as its reviewer reads it.</summary>
public sealed record BreakGlassRow(long Id, string User, long ClientId, string FileNumber, string Reason, Instant StartedAt, Instant ExpiresAt, Instant? EndedAt, Instant? ReviewedAt, string? Reviewer, string? Note, bool IsOwn);

/// <summary>The queue of emergency views that somebody else has to look at.</summary>
public sealed class BreakGlassReviews(CrmDbContext db)
{
    /// <summary>Those not reviewed yet first, then the newest; at most 200.</summary>
    public async Task<IReadOnlyList<BreakGlassRow>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        var visible = db.Clients.VisibleTo(db, actor, Permission.ViewClients).Select(c => c.Id);
        return await (from b in db.BreakGlassAccesses.Where(b => visible.Contains(b.ClientId))
                      join u in db.Users on b.UserId equals u.Id
                      join c in db.Clients on b.ClientId equals c.Id
                      orderby b.ReviewedAt != null, b.Id descending
                      select new BreakGlassRow(b.Id, u.FirstName + " " + u.LastName, b.ClientId, c.FileNumber, b.Reason, b.StartedAt, b.ExpiresAt, b.EndedAt, b.ReviewedAt,
                          db.Users.Where(r => r.Id == b.ReviewedBy).Select(r => r.FirstName + " " + r.LastName).FirstOrDefault(), b.ReviewNote, b.UserId == actor.UserId))
            .Take(200).ToListAsync(cancel);
    }

    /// <summary>The actor's own views that are open now, for the banner.</summary>
    public async Task<IReadOnlyList<(long Id, long ClientId, Instant ExpiresAt)>> OpenAsync(Actor actor, CancellationToken cancel = default) =>
        [.. (await db.BreakGlassAccesses.Where(b => b.UserId == actor.UserId && b.EndedAt == null && b.ExpiresAt > actor.Now)
            .Select(b => new { b.Id, b.ClientId, b.ExpiresAt }).ToListAsync(cancel)).Select(b => (b.Id, b.ClientId, b.ExpiresAt))];
}

/// <summary>Closes emergency views: their person ends them, another person reviews them.</summary>
public sealed class CloseBreakGlass(CrmDbContext db) : IOperation
{
    /// <summary>Ends one's own before its hour is over.</summary>
    public async Task<Outcome<bool>> EndAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var view = await db.BreakGlassAccesses.FirstOrDefaultAsync(b => b.Id == id && b.UserId == actor.UserId, cancel) ?? throw new NotFoundException();
        view.EndedAt ??= actor.Now;
        db.Audit(actor, "access.emergency_ended", view, view.ClientId);
        return await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>Notes that it was looked at; never by the one whose view it was.</summary>
    public async Task<Outcome<bool>> ReviewAsync(Actor actor, long id, string? note, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        if (TypedText.Check("note", note, 1000, required: true).ToArray() is { Length: > 0 } problems) return problems;
        var view = await db.BreakGlassAccesses.FirstOrDefaultAsync(b => b.Id == id, cancel) ?? throw new NotFoundException();
        if (view.UserId == actor.UserId) throw new ForbiddenException();
        if (view.ReviewedAt is not null) return Problem.Conflict("", "This was reviewed already.");
        (view.ReviewedAt, view.ReviewedBy, view.ReviewNote) = (actor.Now, actor.UserId, TypedText.Kept(note));
        db.Audit(actor, "access.emergency_reviewed", view, view.ClientId);
        return await db.SaveAsync(true, cancel: cancel);
    }
}
