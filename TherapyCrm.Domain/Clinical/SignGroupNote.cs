using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Signs the note of a group session: everybody who was there gets a note of their own in their file, with the shared text and their line, all in one step.</summary>
public sealed class SignGroupNote(CrmDbContext db, ClientKeys keys, SignIn signIn, Settings settings, PracticeDay practiceDay, MarkAttendance markAttendance) : IOperation
{
    /// <summary>The text as it stands in the window.</summary>
    public sealed record Request
    {
        public required long AppointmentId { get; init; }
        public required Guid? Batch { get; init; }

        /// <summary>Version of the draft that this window had saved or read last.</summary>
        public required int? Seen { get; init; }
        public required GroupBody Body { get; init; }
        public required Proof Proof { get; init; }

        /// <summary>The other drafts were read and are not wanted.</summary>
        public bool SetOthersAside { get; init; }

        /// <summary>A word that reads like a participant's name but is written small is none.</summary>
        public bool NoNames { get; init; }
    }

    internal static readonly Problem SignedElsewhere = new("", "This note was signed in another window in the meantime. What you typed here is not in it: copy what is missing, and amend the note.") { Kind = ProblemKind.Stale };

    /// <returns>The notes of those who were there; or what is wrong. A refused signature loses nothing: the drafts stay.</returns>
    public async Task<Outcome<IReadOnlyList<SessionNote>>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var notes = await db.GroupDraftsAsync(request.AppointmentId, actor, cancel);
        if (notes.Count == 0) return SignedElsewhere;
        var batches = await db.BatchesAsync(notes, keys, actor, cancel);
        if (batches.FirstOrDefault(b => b.Batch == request.Batch) is not { } batch || batch.Seen != request.Seen) return SignNote.Changed;
        if (notes.Exists(n => request.Body.Lines.All(l => l.NoteId != n.Id))) return SignNote.Changed; // nobody gets a note that the window did not show
        var (members, zone) = (await db.NamedAsync(request.AppointmentId, cancel), await practiceDay.ZoneAsync(cancel));
        var body = request.Body with { Lines = [.. notes.Select(n => request.Body.Lines.First(l => l.NoteId == n.Id))] };
        var serviceId = body.Facts.ServiceCodeId;
        Problem[] problems =
        [
            .. serviceId is not null && !await db.ServiceCodes.AnyAsync(s => s.Id == serviceId, cancel) ? [Problem.Invalid("ServiceCodeId", "There is no such service.")] : Array.Empty<Problem>(),
            .. body.CheckSigning(Zones.ToLocal(actor.Now, zone).Date.ToDateOnly()), .. Named(body, notes, members, request.NoNames),
            .. batches.Count > 1 && !request.SetOthersAside ? [Problem.Conflict("SetOthersAside", "There is another draft of this note. Please read it, and say that it is not wanted.")] : Array.Empty<Problem>(),
        ];
        if (problems.Length > 0) return problems;
        if (await signIn.ProofProblemAsync(actor, request.Proof, cancel) is { } wrong) return wrong;
        var (ciphers, late) = (await keys.OfAllAsync(notes, cancel), await settings.GetAsync(Setting.NoteLateAfterHours, cancel));
        foreach (var (note, line) in notes.Zip(body.Lines))
        {
            NoteDraft[] drafts = [.. batches.SelectMany(b => b.Drafts).Where(d => d.NoteId == note.Id)];
            if (line.WasThere) db.Sign(actor, new(note, body.For(line with { Attendance = Attendance.Attended }), drafts, batch.Drafts.FirstOrDefault(d => d.NoteId == note.Id)?.Id, ciphers[note.ClientId], zone, late));
            else LeaveOut(actor, note);
        }
        var saved = await db.SaveAsync<IReadOnlyList<SessionNote>>([.. notes.Where(n => n.Status == NoteStatus.Signed)], _ => Task.FromResult<Problem[]>([SignNote.Changed]), cancel);
        if (saved.Succeeded) await AttendedAsync(actor, request.AppointmentId, body, notes, members, cancel);
        return saved;
    }

    private static IEnumerable<Problem> Named(GroupBody body, List<SessionNote> notes, IReadOnlyList<GroupMember> members, bool noNames)
    {
        if (members.Count < 2) yield break;
        var all = GroupNames.NamesOf(members);
        (string? Text, HashSet<string> Names, string Field)[] texts =
        [
            .. body.Sections.Select((s, i) => ((string?)s.Text, all, $"Sections[{i}].Text")),
            .. body.Lines.Select((l, i) => (l.Text, GroupNames.NamesBut(members, notes[i].ClientId, notes[i].LearnerId), $"Lines[{i}].Text")),
        ];
        foreach (var problem in texts.SelectMany(t => GroupNames.Found(t.Text, t.Names, t.Field))) yield return problem;
        if (!noNames && texts.Select(t => GroupNames.Doubtful(t.Text, t.Names)).FirstOrDefault(w => w is not null) is { } word)
            yield return Problem.Conflict("NoNames", "“{0}” may be the name of a participant. Please write it without the name, or say that it is none.", word);
    }

    private void LeaveOut(Actor actor, SessionNote note)
    {
        (note.DiscardedAt, note.VisitKey) = (actor.Now, null);
        db.Audit(actor, "note.draft_discarded", note);
    }

    // The notes say it already; the appointment says it to the desk, where the author may change it.
    private async Task AttendedAsync(Actor actor, long appointmentId, GroupBody body, List<SessionNote> notes, IReadOnlyList<GroupMember> members, CancellationToken cancel)
    {
        if (!await db.Appointments.Where(a => a.Id == appointmentId).VisibleTo(db, actor, Permission.BookAppointments).AnyAsync(cancel)) return;
        foreach (var (note, line) in notes.Zip(body.Lines))
        {
            if (members.FirstOrDefault(m => m.ClientId == note.ClientId && m.LearnerId == note.LearnerId)?.ParticipantId is { } participant)
                await markAttendance.RunAsync(actor, new(appointmentId, participant, line.WasThere ? Attendance.Attended : line.Attendance), cancel);
        }
    }
}
