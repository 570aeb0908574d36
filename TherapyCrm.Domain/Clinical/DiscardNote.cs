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
        if (note.Status == NoteStatus.Draft) (note.DiscardedAt, note.VisitKey) = (actor.Now, null);
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
        note.DiscardedAt = null;
        db.Audit(actor, "note.draft_fetched_back", note);
        return await db.SaveAsync(note, cancel: cancel);
    }
}
