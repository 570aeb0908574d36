using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Throws an unsigned draft away, or an amendment that was begun; its text stays sealed on file and can be fetched back.</summary>
public sealed class DiscardNote(CrmDbContext db) : IOperation
{
    /// <returns>The note; or why it cannot be thrown away.</returns>
    public async Task<Outcome<SessionNote>> RunAsync(Actor actor, long noteId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, noteId, Permission.WriteClinical, cancel);
        if (note is { Status: NoteStatus.Draft, IsGroup: true, AppointmentId: { } visit })
            foreach (var one in await db.GroupNotes(visit, actor).Where(n => n.Status == NoteStatus.Draft).ToListAsync(cancel)) (one.DiscardedAt, one.VisitKey) = (actor.Now, null);
        else if (note.Status == NoteStatus.Draft) (note.DiscardedAt, note.VisitKey) = (actor.Now, null);
        else foreach (var draft in await db.NoteDrafts.Mine(noteId, actor).ToListAsync(cancel)) draft.SetAsideAt = actor.Now;
        db.Audit(actor, "note.draft_discarded", note);
        return await db.SaveAsync(note, cancel: cancel);
    }

    /// <summary>Fetches a draft back that was thrown away.</summary>
    public async Task<Outcome<SessionNote>> FetchBackAsync(Actor actor, long noteId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.FirstOrDefaultAsync(n => n.Id == noteId && n.AuthorId == actor.UserId && n.DiscardedAt != null, cancel) ?? throw new NotFoundException();
        await db.Clients.GetAsync(db, actor, note.ClientId, Permission.WriteClinical, cancel);
        var (visit, group) = (note.AppointmentId, note.IsGroup);
        if (group && await db.SessionNotes.AnyAsync(n => n.IsGroup && n.AppointmentId == visit && n.AuthorId == actor.UserId && n.DiscardedAt == null, cancel))
            return Problem.Conflict("", "The note of this session was begun anew, and nobody gets two of them. Throw the new draft away first, then fetch this one back.");
        var together = await db.SessionNotes.Where(n => n.Id == noteId || (group && n.IsGroup && n.AppointmentId == visit && n.AuthorId == actor.UserId && n.DiscardedAt == note.DiscardedAt)).ToListAsync(cancel);
        foreach (var one in together)
        {
            var key = visit is { } id ? StartNote.VisitKey(id, one.ClientId, one.LearnerId, actor.UserId!.Value) : null;
            (one.DiscardedAt, one.VisitKey) = (null, await db.SessionNotes.AnyAsync(n => n.VisitKey == key, cancel) ? null : key);
        }
        db.Audit(actor, "note.draft_fetched_back", note);
        return await db.SaveAsync(note, cancel: cancel);
    }
}
