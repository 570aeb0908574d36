using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Opens a signed note for an amendment: a draft that begins with its current text. The record changes when that is signed.</summary>
public sealed class AmendNote(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <returns>The note; or why it cannot be amended.</returns>
    public async Task<Outcome<SessionNote>> RunAsync(Actor actor, long noteId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, noteId, Permission.WriteClinical, cancel);
        if (note.Status == NoteStatus.Redacted) return Problem.Conflict("", "This note was redacted.");
        if (note.Status == NoteStatus.Draft || await db.NoteDrafts.Mine(noteId, actor).AnyAsync(cancel)) return note;
        var cipher = await keys.OfAsync(note.ClientId, cancel);
        var current = await db.NoteVersions.AsNoTracking().FirstAsync(v => v.NoteId == noteId && v.Number == note.CurrentNumber, cancel);
        db.AddDraft(note, cipher, actor, cipher.OpenValue<NoteBody>(current.Body!, current.Place) with { Reason = null });
        db.Audit(actor, "note.amendment_started", note);
        return await db.SaveAsync(note, cancel: cancel);
    }
}
