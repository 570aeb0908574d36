using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What all who touch drafts share.</summary>
internal static class Drafts
{
    /// <summary>Puts a new draft beside the note.</summary>
    public static NoteDraft AddDraft(this CrmDbContext db, SessionNote note, ClientCipher cipher, Actor actor, NoteBody body, Guid? batch = null)
    {
        var draft = new NoteDraft
        {
            Note = note, ClientId = note.ClientId, LearnerId = note.LearnerId, UserId = actor.UserId!.Value, BasedOn = note.CurrentNumber, SavedAt = actor.Now, Batch = batch, Body = [],
        };
        draft.Body = cipher.SealValue(body, draft.Place);
        db.Add(draft);
        return draft;
    }

    /// <summary>The actor's own drafts of a note that are still wanted, oldest first.</summary>
    public static IQueryable<NoteDraft> Mine(this IQueryable<NoteDraft> drafts, long noteId, Actor actor) =>
        drafts.Where(d => d.NoteId == noteId && d.UserId == actor.UserId && d.SetAsideAt == null).OrderBy(d => d.Id);
}
