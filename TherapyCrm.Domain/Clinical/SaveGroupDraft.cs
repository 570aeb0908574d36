using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Keeps the note of a group session that is being written, in each participant's file under that file's key; two windows keep two drafts, as with the note of one person.</summary>
public sealed class SaveGroupDraft(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>What stands in the window now.</summary>
    /// <param name="Seen">Version of the draft that this window had saved or read last.</param>
    public sealed record Request(long AppointmentId, Guid? Batch, int? Seen, GroupBody Body);

    /// <summary>Where it was kept.</summary>
    /// <param name="IsOther">True when it became a draft beside the one that another window had saved.</param>
    public sealed record Saved(Guid Batch, int Seen, Instant At, bool IsOther);

    /// <returns>Where it was kept; or what cannot be kept.</returns>
    public async Task<Outcome<Saved>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var notes = await db.GroupDraftsAsync(request.AppointmentId, actor, cancel);
        if (notes.Count == 0) return SignGroupNote.SignedElsewhere;
        if (request.Body.CheckDraft().ToArray() is { Length: > 0 } problems) return problems;
        var ciphers = await keys.OfAllAsync(notes, cancel);
        var batch = (await db.BatchesAsync(notes, keys, actor, cancel)).FirstOrDefault(b => b.Batch == request.Batch);
        if (batch is not null && batch.Seen == request.Seen)
        {
            Put(actor, notes, batch, request.Body, ciphers);
            db.ActFor(actor);
            var saved = await db.SaveAsync(batch, cancel: cancel);
            if (saved.Succeeded) return new Saved(batch.Batch, batch.Seen, actor.Now, IsOther: false);
            notes = await db.GroupDraftsAsync(request.AppointmentId, actor, cancel);
            if (notes.Count == 0) return SignGroupNote.SignedElsewhere;
        }
        var own = Guid.NewGuid();
        var drafts = notes.Select(n => db.AddDraft(n, ciphers[n.ClientId], actor, request.Body.For(LineOf(request.Body, n)), own)).ToList();
        db.ActFor(actor);
        var beside = await db.SaveAsync(drafts, cancel: cancel);
        return beside.Succeeded ? new Saved(own, drafts[0].Version, actor.Now, IsOther: true) : Outcome<Saved>.Failed(beside.Problems);
    }

    // Every row gets a new seal, and with it a new version: one number stands for the whole batch.
    private void Put(Actor actor, List<SessionNote> notes, GroupBatch batch, GroupBody body, IReadOnlyDictionary<long, ClientCipher> ciphers)
    {
        foreach (var note in notes)
        {
            var text = body.For(LineOf(body.Lines.Any(l => l.NoteId == note.Id) ? body : batch.Body, note)); // a line that the window did not show stays as it was
            if (batch.Drafts.FirstOrDefault(d => d.NoteId == note.Id) is { } draft) (draft.Body, draft.SavedAt) = (ciphers[note.ClientId].SealValue(text, draft.Place), actor.Now);
            else db.AddDraft(note, ciphers[note.ClientId], actor, text, batch.Batch);
        }
    }

    private static GroupLine LineOf(GroupBody body, SessionNote note) => body.Lines.FirstOrDefault(l => l.NoteId == note.Id) ?? new() { NoteId = note.Id };
}
