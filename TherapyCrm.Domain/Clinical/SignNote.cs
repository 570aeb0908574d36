using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Makes a draft part of the record, with password or passkey: locked, hashed with author and time; an amendment becomes the next version and says why.</summary>
public sealed class SignNote(CrmDbContext db, ClientKeys keys, SignIn signIn, Settings settings, PracticeDay practiceDay, GroupNames groupNames) : IOperation
{
    /// <summary>The text as it stands in the window.</summary>
    public sealed record Request
    {
        public required long NoteId { get; init; }
        public required long? DraftId { get; init; }

        /// <summary>Version of the draft that this window had saved or read last.</summary>
        public required int? Seen { get; init; }
        public required NoteBody Body { get; init; }
        public required Proof Proof { get; init; }

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
        if (await signIn.ProofProblemAsync(actor, request.Proof, cancel) is { } wrong) return wrong;
        var late = await settings.GetAsync(Setting.NoteLateAfterHours, cancel);
        await db.SetGoalsAsync(actor, note, request.Body, ready.Cipher, cancel);
        db.Sign(actor, new(note, request.Body, ready.Drafts, request.DraftId, ready.Cipher, ready.Zone, late));
        return await db.SaveAsync(note, _ => Task.FromResult<Problem[]>([Changed]), cancel);
    }

    internal static Problem Changed => new("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };

    private async Task<Problem[]> ProblemsAsync(Actor actor, Request request, Ready ready, CancellationToken cancel)
    {
        var (note, own) = (ready.Note, ready.Drafts.FirstOrDefault(d => d.Id == request.DraftId));
        if (own is null || own.Version != request.Seen || own.BasedOn != note.CurrentNumber) return [Changed];
        var serviceId = request.Body.Facts.ServiceCodeId;
        return
        [
            .. request.Body.CheckSigning(Zones.ToLocal(actor.Now, ready.Zone).Date.ToDateOnly()),
            .. await db.GoalProblemsAsync(note, request.Body, cancel),
            .. note.IsGroup ? await groupNames.ProblemsAsync(note, request.Body, cancel) : [],
            .. note.Status == NoteStatus.Signed ? TypedText.Check("Reason", request.Body.Reason, 1000, required: true) : [],
            .. serviceId is not null && !await db.ServiceCodes.AnyAsync(s => s.Id == serviceId, cancel) ? [Problem.Invalid("ServiceCodeId", "There is no such service.")] : Array.Empty<Problem>(),
            .. ready.Drafts.Count > 1 && !request.SetOthersAside
                ? [Problem.Conflict("SetOthersAside", "There is another draft of this note. Please read it, and say that it is not wanted.")] : Array.Empty<Problem>(),
        ];
    }
}
