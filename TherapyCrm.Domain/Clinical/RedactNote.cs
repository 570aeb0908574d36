using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Takes the text of a signed note out of every place it is kept in, for the wrong file or by a court's order; leaves that it was there, when, by whom and why (domain.md §4).</summary>
public sealed class RedactNote(CrmDbContext db, ClientKeys keys, SignIn signIn) : IOperation
{
    /// <summary>Fewest characters of the reason.</summary>
    public const int ShortestReason = 10;

    /// <summary>Which, and why.</summary>
    public sealed record Request(long NoteId, string? Reason, Proof Proof);

    /// <returns>The stub that is left; or what is wrong.</returns>
    public async Task<Outcome<SessionNote>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.RedactClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, request.NoteId, Permission.RedactClinical, cancel);
        if (note.Status != NoteStatus.Signed) return Problem.Conflict("", "Only a signed note can be redacted.");
        if (TypedText.Check("Reason", request.Reason, 1000, required: true).ToArray() is { Length: > 0 } problems) return problems;
        if (request.Reason!.Trim().Length < ShortestReason) return Problem.Invalid("Reason", "Please give a reason of at least {0} characters.", ShortestReason);
        if (await signIn.ProofProblemAsync(actor, request.Proof, cancel) is { } wrong) return wrong;
        var cipher = await keys.OfAsync(note.ClientId, cancel);
        note.RedactionReason = cipher.Seal(TypedText.Kept(request.Reason)!, note.ReasonPlace);
        (note.Status, note.RedactedAt, note.RedactedBy, note.VisitKey) = (NoteStatus.Redacted, actor.Now, actor.UserId, null);
        db.Audit(actor, "note.redacted", note);
        return await db.InOneSaveAsync(() => ClearAsync(note.Id, actor.Now, cancel), note, null, cancel);
    }

    private async Task ClearAsync(long noteId, Instant at, CancellationToken cancel)
    {
        await db.NoteVersions.Where(v => v.NoteId == noteId).ExecuteUpdateAsync(u => u.SetProperty(v => v.Body, (byte[]?)null), cancel);
        await db.NoteCosignatures.Where(c => c.NoteId == noteId).ExecuteUpdateAsync(u => u.SetProperty(c => c.Comment, (byte[]?)null), cancel);
        await db.NoteDrafts.Where(d => d.NoteId == noteId).ExecuteUpdateAsync(u => u.SetProperty(d => d.Body, Array.Empty<byte>()).SetProperty(d => d.SetAsideAt, at), cancel);
    }
}
