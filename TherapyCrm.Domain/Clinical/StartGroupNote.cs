using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Opens the note of a group session: a draft in the file of every participant whose notes the actor writes, all with the same text to begin with.</summary>
public sealed class StartGroupNote(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <returns>The note of the first participant; or what is wrong. A second press finds the same notes, and adds one for who joined since.</returns>
    /// <exception cref="NotFoundException">The session is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">The actor writes notes for nobody in it.</exception>
    public async Task<Outcome<SessionNote>> RunAsync(Actor actor, long appointmentId, NoteFormat? format = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var visit = await db.Appointments.AsNoTracking().GetAsync(db, actor, appointmentId, Permission.ViewAppointments, cancel);
        if (visit.Status == AppointmentStatus.Cancelled) return Problem.Conflict("", "This appointment was cancelled.");
        var members = await WritableAsync(actor, visit.Id, cancel);
        if (members.Count == 0) throw new ForbiddenException();
        var begun = await db.GroupNotes(visit.Id, actor).AsNoTracking().ToListAsync(cancel);
        var missing = members.Where(m => !begun.Exists(n => n.ClientId == m.ClientId && n.LearnerId == m.LearnerId)).ToList();
        if (missing.Count == 0 || begun.Exists(n => n.Status != NoteStatus.Draft)) return begun[0];
        var added = begun.Count > 0 && await db.BatchesAsync(begun, keys, actor, cancel) is [.., var last]
            ? await AddAsync(actor, visit, missing, begun[0].Format, last.Batch, last.Body, cancel)
            : await AddAsync(actor, visit, missing, await FormatAsync(actor, format, cancel), Guid.NewGuid(), null, cancel);
        var saved = await db.SaveAsync(begun.Count > 0 ? begun[0] : added[0], _ => Task.FromResult<Problem[]>([Problem.Conflict("", "This note was begun already.")]), cancel);
        return saved.Succeeded || await db.GroupNotes(visit.Id, actor).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } first ? saved : first;
    }

    private async Task<List<GroupMember>> WritableAsync(Actor actor, long visit, CancellationToken cancel)
    {
        var members = await db.MembersAsync(visit, cancel);
        var (clientIds, learnerIds) = (members.Select(m => m.ClientId).ToList(), members.Where(m => m.LearnerId is not null).Select(m => m.LearnerId!.Value).ToList());
        var clients = await db.Clients.Where(c => clientIds.Contains(c.Id)).VisibleTo(db, actor, Permission.WriteClinical).Select(c => c.Id).ToListAsync(cancel);
        var learners = await db.Learners.Where(l => learnerIds.Contains(l.Id)).VisibleTo(db, actor, Permission.WriteClinical).Select(l => l.Id).ToListAsync(cancel);
        return [.. members.Where(m => m.LearnerId is { } learner ? learners.Contains(learner) : clients.Contains(m.ClientId))];
    }

    private async Task<List<SessionNote>> AddAsync(Actor actor, Appointment visit, IReadOnlyList<GroupMember> members, NoteFormat format, Guid batch, GroupBody? written, CancellationToken cancel)
    {
        var (facts, sections, added) = (written?.Facts ?? StartNote.Of(visit), written?.Sections ?? NoteForms.SectionsOf(format), new List<SessionNote>());
        var attendances = await db.AppointmentParticipants.AsNoTracking().Where(p => p.AppointmentId == visit.Id).ToDictionaryAsync(p => p.Id, p => p.Attendance, cancel);
        foreach (var member in members)
        {
            var cipher = await keys.OfAsync(member.ClientId, cancel);
            var attendance = member.ParticipantId is { } id && attendances[id] != Attendance.Expected ? attendances[id] : Attendance.Attended;
            var note = new SessionNote
            {
                ClientId = member.ClientId, LearnerId = member.LearnerId, AppointmentId = visit.Id, AuthorId = actor.UserId!.Value, IsGroup = true, Format = format,
                SessionDate = visit.LocalStart.Date, VisitKey = StartNote.VisitKey(visit.Id, member.ClientId, member.LearnerId, actor.UserId.Value),
            };
            note.Describe(StartNote.Of(visit));
            db.Add(note);
            db.AddDraft(note, cipher, actor, new() { Facts = facts with { Attendance = attendance }, Sections = [.. sections, new(GroupBody.OwnHeading, "")] }, batch);
            db.Audit(actor, "note.started", note);
            added.Add(note);
        }
        return added;
    }

    private async Task<NoteFormat> FormatAsync(Actor actor, NoteFormat? wanted, CancellationToken cancel) => wanted ?? await db.SessionNotes
        .Where(n => n.AuthorId == actor.UserId && n.Format != NoteFormat.Template).OrderByDescending(n => n.IsGroup).ThenByDescending(n => n.Id).Select(n => n.Format).FirstOrDefaultAsync(cancel);
}
