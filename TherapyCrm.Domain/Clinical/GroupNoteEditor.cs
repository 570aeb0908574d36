using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A participant whose note is being written.</summary>
public sealed record GroupNoteMember(long NoteId, long ClientId, string Name, string FileNumber, LocalDate? BornOn, NoteStatus Status);

/// <summary>A draft of the group's note as its author finds it again.</summary>
public sealed record GroupDraftView(Guid Batch, int Seen, Instant SavedAt, GroupBody Body);

/// <summary>What the writing screen of a group session shows.</summary>
/// <param name="Others">How many are in the group whose notes the reader does not write.</param>
/// <param name="Drafts">Oldest first; more than one when two windows wrote at once; none once it is signed.</param>
public sealed record GroupInHand(long AppointmentId, string Title, LocalDateTime Start, NoteFormat Format, IReadOnlyList<GroupNoteMember> Members, int Others, IReadOnlyList<GroupDraftView> Drafts, IReadOnlyList<Choice> Services);

/// <summary>Opens the note of a group session that one is writing.</summary>
public sealed class GroupNoteEditor(CrmDbContext db, ClientKeys keys, ReadLog reads)
{
    /// <exception cref="NotFoundException">The session is out of sight, or nothing was begun.</exception>
    public async Task<GroupInHand> RunAsync(Actor actor, long appointmentId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var visit = await db.Appointments.AsNoTracking().GetAsync(db, actor, appointmentId, Permission.ViewAppointments, cancel);
        var notes = await db.GroupNotes(visit.Id, actor).AsNoTracking().ToListAsync(cancel);
        if (notes.Count == 0) throw new NotFoundException();
        await Task.WhenAll(notes.Select(n => reads.OneAsync(actor, "note.opened", n.Id, n.ClientId, cancel)));
        var drafts = notes.Where(n => n.Status == NoteStatus.Draft).ToList();
        var services = await db.ServiceCodes.AsNoTracking().Where(s => s.IsActive || s.Id == notes[0].ServiceCodeId).OrderBy(s => s.Description).Select(s => new Choice(s.Id, s.Description)).ToListAsync(cancel);
        return new(visit.Id, visit.Title, visit.LocalStart, notes[0].Format, await MembersAsync(notes, cancel), Math.Max(0, (await db.MembersAsync(visit.Id, cancel)).Count - notes.Count),
            [.. (await db.BatchesAsync(drafts, keys, actor, cancel)).Select(b => new GroupDraftView(b.Batch, b.Seen, b.Drafts[0].SavedAt, b.Body))], services);
    }

    private async Task<IReadOnlyList<GroupNoteMember>> MembersAsync(List<SessionNote> notes, CancellationToken cancel)
    {
        var ids = notes.ConvertAll(n => n.Id);
        var rows = await db.SessionNotes.AsNoTracking().Where(n => ids.Contains(n.Id)).OrderBy(n => n.Id).Select(n => new
        {
            n.Id, n.ClientId, n.Status, n.Client!.FileNumber, Client = n.Client.FirstName + " " + n.Client.LastName, Born = n.Client.DateOfBirth,
            Learner = db.Learners.Where(l => l.Id == n.LearnerId).Select(l => new { Name = l.FirstName + " " + l.LastName, l.DateOfBirth }).FirstOrDefault(),
        }).ToListAsync(cancel);
        return rows.ConvertAll(r => new GroupNoteMember(r.Id, r.ClientId, r.Learner?.Name ?? r.Client, r.FileNumber, r.Learner is null ? r.Born : r.Learner.DateOfBirth, r.Status));
    }
}
