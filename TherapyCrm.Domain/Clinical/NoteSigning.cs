using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A text that was checked and stands ready to become the record.</summary>
/// <param name="Drafts">Everything the author has of this note.</param>
/// <param name="UsedDraft">The one whose text it is.</param>
/// <param name="Zone">IANA zone of the practice.</param>
internal sealed record ReadyNote(SessionNote Note, NoteBody Body, IReadOnlyList<NoteDraft> Drafts, long? UsedDraft, ClientCipher Cipher, string Zone, int LateAfterHours);

/// <summary>The moment of signing, alike for one note and for a group's.</summary>
internal static class NoteSigning
{
    /// <summary>Locks the text as the note's next version, hashed with author and time; to be saved by the caller.</summary>
    public static void Sign(this CrmDbContext db, Actor actor, ReadyNote ready)
    {
        var (note, body) = (ready.Note, ready.Body.Kept());
        var isFirst = note.Status == NoteStatus.Draft;
        if (isFirst) body = body with { Reason = null };
        note.Describe(body.Facts);
        note.CurrentNumber++;
        if (isFirst)
        {
            (note.Status, note.SignedAt) = (NoteStatus.Signed, actor.Now);
            note.IsLateEntry = actor.Now - Zones.ToInstant(note.SessionDate + (note.SessionTime ?? new LocalTime(23, 59)), ready.Zone) > Duration.FromHours(ready.LateAfterHours);
        }
        db.Add(VersionOf(actor, note, body, ready.Cipher));
        foreach (var draft in ready.Drafts)
        {
            if (draft.Id == ready.UsedDraft) db.Remove(draft); // its text is the version
            else draft.SetAsideAt = actor.Now;
        }
        db.Audit(actor, isFirst ? "note.signed" : "note.amended", note, details: string.Create(CultureInfo.InvariantCulture, $"version {note.CurrentNumber}"));
    }

    private static NoteVersion VersionOf(Actor actor, SessionNote note, NoteBody body, ClientCipher cipher)
    {
        var signedAt = NoteHash.Rounded(actor.Now);
        var version = new NoteVersion
        {
            Note = note, ClientId = note.ClientId, LearnerId = note.LearnerId, Number = note.CurrentNumber, AuthorId = actor.UserId!.Value, SignedAt = signedAt,
            Hash = NoteHash.Of(cipher, body, actor.UserId.Value, signedAt),
        };
        version.Body = cipher.SealValue(body, version.Place);
        return version;
    }
}
