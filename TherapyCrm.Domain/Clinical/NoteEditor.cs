using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A draft as its author finds it again.</summary>
public sealed record DraftView(long Id, int Version, Instant SavedAt, NoteBody Body);

/// <summary>The newest signed note before this one, to look back at.</summary>
public sealed record LastNote(long Id, LocalDate Date, string Author, NoteBody Body);

/// <summary>What the writing screen shows.</summary>
/// <param name="Drafts">Oldest first; more than one when two windows wrote at once.</param>
public sealed record NoteInHand(ClientHeading Head, SessionNote Note, string? Learner, IReadOnlyList<DraftView> Drafts, LastNote? Last, IReadOnlyList<Choice> Services);

/// <summary>Opens what one is writing, with the last note beside it.</summary>
public sealed class NoteEditor(CrmDbContext db, ClientKeys keys, ClientHead heads, ReadLog reads)
{
    /// <exception cref="NotFoundException">The note is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">The actor may read it, but not write.</exception>
    public async Task<NoteInHand> RunAsync(Actor actor, long noteId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var note = await db.SessionNotes.AsNoTracking().GetAsync(db, actor, noteId, Permission.WriteClinical, cancel);
        await reads.OneAsync(actor, "note.opened", note.Id, note.ClientId, cancel);
        var (head, cipher) = (await heads.RunAsync(actor, note.ClientId, cancel: cancel), await keys.OfAsync(note.ClientId, cancel));
        var drafts = await db.NoteDrafts.AsNoTracking().Mine(noteId, actor).ToListAsync(cancel);
        var learner = await db.Learners.Where(l => l.Id == note.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefaultAsync(cancel);
        var services = await db.ServiceCodes.AsNoTracking().Where(s => s.IsActive || s.Id == note.ServiceCodeId).OrderBy(s => s.Description).Select(s => new Choice(s.Id, s.Description)).ToListAsync(cancel);
        return new(head, note, learner, [.. drafts.Select(d => new DraftView(d.Id, d.Version, d.SavedAt, cipher.OpenValue<NoteBody>(d.Body, d.Place)))], await LastAsync(actor, note, cipher, cancel), services);
    }

    private async Task<LastNote?> LastAsync(Actor actor, SessionNote note, ClientCipher cipher, CancellationToken cancel)
    {
        var last = await (from n in db.SessionNotes.AsNoTracking().VisibleTo(db, actor, Permission.ViewClinical)
                          join v in db.NoteVersions on new { NoteId = n.Id, Number = n.CurrentNumber } equals new { v.NoteId, v.Number }
                          join u in db.Users on n.AuthorId equals u.Id
                          where n.ClientId == note.ClientId && n.LearnerId == note.LearnerId && n.Id != note.Id && n.Status == NoteStatus.Signed && n.SessionDate <= note.SessionDate
                          orderby n.SessionDate descending, n.Id descending
                          select new { n.Id, n.SessionDate, Author = u.FirstName + " " + u.LastName, Version = v }).FirstOrDefaultAsync(cancel);
        return last is null ? null : new(last.Id, last.SessionDate, last.Author, cipher.OpenValue<NoteBody>(last.Version.Body!, last.Version.Place));
    }
}
