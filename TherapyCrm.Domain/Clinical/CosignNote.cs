using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Asks supervisors to sign a note as well, and lets them.</summary>
public sealed class CosignNote(CrmDbContext db, ClientKeys keys, SignIn signIn, ActorLoader actors) : IOperation
{
    /// <summary>Asks one supervisor; asking twice changes nothing.</summary>
    /// <returns>The note; or why that person cannot be asked.</returns>
    public async Task<Outcome<SessionNote>> AskAsync(Actor actor, long noteId, long? supervisorId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, noteId, Permission.WriteClinical, cancel);
        if (note.Status != NoteStatus.Signed) return Problem.Conflict("", "Only a signed note can be co-signed.");
        if (supervisorId is null || supervisorId == note.AuthorId || !await db.Users.AnyAsync(u => u.Id == supervisorId && u.IsActive, cancel)) return Problem.Invalid("SupervisorId", "Please choose who is to co-sign.");
        var supervisor = await actors.LoadAsync(supervisorId.Value, actor.Now, cancel);
        if (!await db.SessionNotes.Where(n => n.Id == noteId).VisibleTo(db, supervisor, Permission.CosignClinical).AnyAsync(cancel))
            return Problem.Invalid("SupervisorId", "This person may not see or co-sign this client's notes. Ask who manages permissions.");
        if (await db.NoteCosignatures.AnyAsync(c => c.NoteId == noteId && c.SupervisorId == supervisorId, cancel)) return note;
        Add(actor, note, supervisorId.Value);
        db.Audit(actor, "note.cosign_asked", note);
        return await db.SaveAsync(note, _ => Task.FromResult<Problem[]>([Problem.Conflict("", "This person was asked already.")]), cancel);
    }

    /// <summary>Signs the version that the supervisor read, with password or passkey; a comment may be added.</summary>
    /// <param name="number">The version that was on the screen.</param>
    public async Task<Outcome<SessionNote>> SignAsync(Actor actor, long noteId, int number, string? comment, Proof proof, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.CosignClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, noteId, Permission.CosignClinical, cancel);
        if (note.Status != NoteStatus.Signed) return Problem.Conflict("", "Only a signed note can be co-signed.");
        if (note.AuthorId == actor.UserId) return Problem.Conflict("", "Nobody co-signs their own note.");
        if (number != note.CurrentNumber) return new Problem("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };
        if (TypedText.Check("Comment", comment, 4000).ToArray() is { Length: > 0 } problems) return problems;
        var cipher = await keys.OfAsync(note.ClientId, cancel);
        var row = await db.NoteCosignatures.FirstOrDefaultAsync(c => c.NoteId == noteId && c.SupervisorId == actor.UserId, cancel);
        if (row?.SignedNumber == number) return Problem.Conflict("", "You have co-signed this version.");
        if (await signIn.ProofProblemAsync(actor, proof, cancel) is { } wrong) return wrong;
        row ??= Add(actor, note, actor.UserId!.Value);
        (row.SignedAt, row.SignedNumber) = (actor.Now, number);
        row.Comment = TypedText.Kept(comment) is { } text ? cipher.Seal(text, row.Place) : null;
        db.Audit(actor, "note.cosigned", note);
        return await db.SaveAsync(note, cancel: cancel);
    }

    private NoteCosignature Add(Actor actor, SessionNote note, long supervisorId)
    {
        var row = new NoteCosignature { Note = note, ClientId = note.ClientId, LearnerId = note.LearnerId, SupervisorId = supervisorId, AskedBy = actor.UserId!.Value, AskedAt = actor.Now };
        db.Add(row);
        return row;
    }
}
