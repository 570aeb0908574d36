using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>
/// Keeps what is being written, every few seconds. A window that had not seen the newest save gets a draft of its own: both are kept, none is overwritten.
/// </summary>
public sealed class SaveNoteDraft(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>What stands in the window now.</summary>
    /// <param name="Seen">Version of the draft that this window had saved or read last.</param>
    public sealed record Request(long NoteId, long? DraftId, int? Seen, NoteBody Body);

    /// <summary>Where it was kept.</summary>
    /// <param name="IsOther">True when it became a draft beside the one that another window had saved.</param>
    public sealed record Saved(long DraftId, int Version, Instant At, bool IsOther);

    /// <returns>Where it was kept; or what cannot be kept. Nothing goes into the log: a draft is no part of the record, and its author alone reads it.</returns>
    public async Task<Outcome<Saved>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, request.NoteId, Permission.WriteClinical, cancel);
        if (note.Status == NoteStatus.Redacted) return Problem.Conflict("", "This note was redacted.");
        if (request.Body.CheckDraft().ToArray() is { Length: > 0 } problems) return problems;
        var cipher = await keys.OfAsync(note.ClientId, cancel);
        var draft = await db.NoteDrafts.FirstOrDefaultAsync(d => d.Id == request.DraftId && d.NoteId == note.Id && d.UserId == actor.UserId && d.SetAsideAt == null, cancel);
        if (draft is not null && draft.Version == request.Seen)
        {
            if (cipher.OpenValue<NoteBody>(draft.Body, draft.Place).SaysTheSameAs(request.Body)) return Of(draft, isOther: false);
            draft.Body = cipher.SealValue(request.Body, draft.Place);
            draft.SavedAt = actor.Now;
            db.ActFor(actor);
            var saved = await db.SaveAsync(draft, cancel: cancel);
            if (saved.Succeeded) return Of(draft, isOther: false);
            note = await db.SessionNotes.GetAsync(db, actor, request.NoteId, Permission.WriteClinical, cancel);
        }
        return await BesideAsync(actor, note, cipher, request.Body, cancel);
    }

    private async Task<Outcome<Saved>> BesideAsync(Actor actor, SessionNote note, ClientCipher cipher, NoteBody body, CancellationToken cancel)
    {
        var draft = db.AddDraft(note, cipher, actor, body);
        db.ActFor(actor);
        var saved = await db.SaveAsync(draft, cancel: cancel);
        return saved.Succeeded ? Of(draft, isOther: true) : Outcome<Saved>.Failed(saved.Problems);
    }

    private static Saved Of(NoteDraft draft, bool isOther) => new(draft.Id, draft.Version, draft.SavedAt, isOther);
}
