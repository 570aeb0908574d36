using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A visit that took place and has no note yet.</summary>
/// <param name="Client">Whose visit it was; a group's title.</param>
public sealed record MissingNote(long AppointmentId, long ClientId, bool IsGroup, string Client, LocalDateTime Start, string Title);

/// <summary>A note that somebody still has to sign.</summary>
/// <param name="GroupVisit">The group session it is written for together with others; one line stands for all of them.</param>
public sealed record OpenNote(long NoteId, long ClientId, long? GroupVisit, string Client, LocalDate Date, string Author, Instant At);

/// <summary>What the actor still has to write, sign and co-sign.</summary>
/// <param name="Discarded">Drafts thrown away within the last 30 days.</param>
public sealed record NotesToDo(IReadOnlyList<MissingNote> Missing, IReadOnlyList<OpenNote> Unsigned, IReadOnlyList<OpenNote> ToCosign, IReadOnlyList<OpenNote> Discarded)
{
    /// <summary>How much there is to do.</summary>
    public int Count => Missing.Count + Unsigned.Count + ToCosign.Count;
}

/// <summary>The lists of a therapist's own writing: missing after a visit, unsigned, to co-sign; at most 200 each.</summary>
public sealed class NotesDue(CrmDbContext db, ReadLog reads)
{
    private static readonly Duration LooksBack = Duration.FromDays(90);
    private static readonly Duration KeepsDiscarded = Duration.FromDays(30);

    /// <summary>The lists; that they were looked at is on file.</summary>
    public async Task<NotesToDo> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var toDo = new NotesToDo(
            await Missing(actor).Take(200).ToListAsync(cancel),
            await Open(Drafted(actor).Where(n => n.DiscardedAt == null)).Take(200).ToListAsync(cancel),
            await ToCosign(actor).Take(200).ToListAsync(cancel),
            await Open(Drafted(actor).Where(n => n.DiscardedAt > (actor.Now - KeepsDiscarded))).Take(200).ToListAsync(cancel));
        await reads.ListAsync(actor, "note.due_listed", "own", toDo.Count, cancel);
        return toDo;
    }

    /// <summary>How many there are, for the navigation.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancel = default) => actor.May(Permission.WriteClinical)
        ? await Missing(actor).CountAsync(cancel) + await Drafted(actor).CountAsync(n => n.DiscardedAt == null, cancel) + await ToCosign(actor).CountAsync(cancel)
        : 0;

    private IQueryable<MissingNote> Missing(Actor actor)
    {
        var (now, since) = (actor.Now, actor.Now - LooksBack);
        var mine = db.Clients.VisibleTo(db, actor, Permission.WriteClinical).Select(c => c.Id);
        return from a in db.Appointments.AsNoTracking()
               where a.TherapistId == actor.UserId && now >= a.EndTime && a.StartTime >= since
                   && (a.Status == AppointmentStatus.Completed || ((a.Status == AppointmentStatus.Scheduled || a.Status == AppointmentStatus.Confirmed) && a.ArrivedAt != null))
                   && (mine.Contains(a.ClientId) || a.Participants.Any(p => mine.Contains(p.ClientId)))
                   && !db.SessionNotes.Any(n => n.AppointmentId == a.Id && n.DiscardedAt == null && n.Status != NoteStatus.Redacted)
               orderby a.StartTime descending, a.Id descending
               select new MissingNote(a.Id, a.ClientId, a.IsGroupSession, a.IsGroupSession ? a.Title : a.Client!.FirstName + " " + a.Client.LastName, a.LocalStart, a.Title);
    }

    private IQueryable<SessionNote> Drafted(Actor actor)
    {
        var mine = db.Clients.VisibleTo(db, actor, Permission.WriteClinical).Select(c => c.Id);
        return db.SessionNotes.AsNoTracking().Where(n => n.AuthorId == actor.UserId && n.Status == NoteStatus.Draft && mine.Contains(n.ClientId)
            && !db.SessionNotes.Any(o => n.IsGroup && o.IsGroup && o.AppointmentId == n.AppointmentId && o.AuthorId == n.AuthorId && (o.Status != NoteStatus.Draft || (o.Id < n.Id && o.DiscardedAt == n.DiscardedAt && mine.Contains(o.ClientId)))));
    }

    private IQueryable<OpenNote> Open(IQueryable<SessionNote> notes) =>
        from n in notes
        orderby n.SessionDate descending, n.Id descending
        select new OpenNote(n.Id, n.ClientId, n.IsGroup && n.Status == NoteStatus.Draft ? n.AppointmentId : null, n.IsGroup && n.Status == NoteStatus.Draft ? db.Appointments.Where(a => a.Id == n.AppointmentId).Select(a => a.Title).First() : n.Client!.FirstName + " " + n.Client.LastName, n.SessionDate, db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(), n.UpdatedAt);

    private IQueryable<OpenNote> ToCosign(Actor actor) =>
        from c in db.NoteCosignatures.AsNoTracking()
        join n in db.SessionNotes.VisibleTo(db, actor, Permission.CosignClinical) on c.NoteId equals n.Id
        where c.SupervisorId == actor.UserId && c.SignedAt == null && n.Status == NoteStatus.Signed
        orderby c.AskedAt, c.Id
        select new OpenNote(n.Id, n.ClientId, null, n.Client!.FirstName + " " + n.Client.LastName, n.SessionDate, db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(), c.AskedAt);
}
