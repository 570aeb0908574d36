using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Makes a draft part of the record, with the password again: locked, hashed with author and time; an amendment becomes the next version and says why.</summary>
public sealed class SignNote(CrmDbContext db, ClientKeys keys, SignIn signIn, Settings settings, PracticeDay practiceDay) : IOperation
{
    /// <summary>The text as it stands in the window.</summary>
    public sealed record Request
    {
        public required long NoteId { get; init; }
        public required long? DraftId { get; init; }

        /// <summary>Version of the draft that this window had saved or read last.</summary>
        public required int? Seen { get; init; }
        public required NoteBody Body { get; init; }
        public required string? Password { get; init; }

        /// <summary>The other drafts of this note were read and are not wanted.</summary>
        public bool SetOthersAside { get; init; }
    }

    /// <summary>What stands ready to be signed.</summary>
    private sealed record Ready(SessionNote Note, IReadOnlyList<NoteDraft> Drafts, ClientCipher Cipher, string Zone);

    /// <returns>The signed note; or what is wrong. A refused signature loses nothing: the draft stays.</returns>
    public async Task<Outcome<SessionNote>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.GetAsync(db, actor, request.NoteId, Permission.WriteClinical, cancel);
        if (note.Status == NoteStatus.Redacted) return Problem.Conflict("", "This note was redacted.");
        var ready = new Ready(note, await db.NoteDrafts.Mine(note.Id, actor).ToListAsync(cancel), await keys.OfAsync(note.ClientId, cancel), await practiceDay.ZoneAsync(cancel));
        if (await ProblemsAsync(actor, request, ready, cancel) is { Length: > 0 } problems) return problems;
        if (await signIn.PasswordProblemAsync(actor, request.Password, cancel) is { } wrong) return wrong;
        var late = await settings.GetAsync(Setting.NoteLateAfterHours, cancel);
        Sign(actor, request, ready, late);
        return await db.SaveAsync(note, _ => Task.FromResult<Problem[]>([Changed]), cancel);
    }

    private static Problem Changed => new("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };

    private async Task<Problem[]> ProblemsAsync(Actor actor, Request request, Ready ready, CancellationToken cancel)
    {
        var (note, own) = (ready.Note, ready.Drafts.FirstOrDefault(d => d.Id == request.DraftId));
        if (own is null || own.Version != request.Seen || own.BasedOn != note.CurrentNumber) return [Changed];
        var serviceId = request.Body.Facts.ServiceCodeId;
        return
        [
            .. request.Body.CheckSigning(Zones.ToLocal(actor.Now, ready.Zone).Date.ToDateOnly()),
            .. note.Status == NoteStatus.Signed ? TypedText.Check("Reason", request.Body.Reason, 1000, required: true) : [],
            .. serviceId is not null && !await db.ServiceCodes.AnyAsync(s => s.Id == serviceId, cancel) ? [Problem.Invalid("ServiceCodeId", "There is no such service.")] : Array.Empty<Problem>(),
            .. ready.Drafts.Count > 1 && !request.SetOthersAside
                ? [Problem.Conflict("SetOthersAside", "There is another draft of this note. Please read it, and say that it is not wanted.")] : Array.Empty<Problem>(),
        ];
    }

    private void Sign(Actor actor, Request request, Ready ready, int lateAfterHours)
    {
        var (note, body) = (ready.Note, request.Body.Kept());
        if (note.Status == NoteStatus.Draft) body = body with { Reason = null };
        var isFirst = note.Status == NoteStatus.Draft;
        note.Describe(body.Facts);
        note.CurrentNumber++;
        if (isFirst)
        {
            (note.Status, note.SignedAt) = (NoteStatus.Signed, actor.Now);
            note.IsLateEntry = actor.Now - Zones.ToInstant(note.SessionDate + (note.SessionTime ?? new LocalTime(23, 59)), ready.Zone) > Duration.FromHours(lateAfterHours);
        }
        db.Add(VersionOf(actor, note, body, ready.Cipher));
        foreach (var draft in ready.Drafts)
        {
            if (draft.Id == request.DraftId) db.Remove(draft); // its text is the version
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
