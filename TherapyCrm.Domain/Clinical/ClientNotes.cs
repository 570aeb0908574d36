using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A note in a list: what can be said without opening it.</summary>
public sealed record NoteRow(
    long Id, int? Number, LocalDate Date, LocalTime? Time, int? Minutes, string Author, string? Learner, string? Service, NoteFormat Format, NoteStatus Status, bool IsLateEntry, bool IsConsultation,
    bool IsProBono, int Versions, int CosignsOpen, int CosignsGiven);

/// <summary>The notes in one client's file.</summary>
/// <param name="Head">Whose file it is.</param>
public sealed record ClientNoteList(ClientHeading Head, PageOf<NoteRow> Notes, bool MayWrite, IReadOnlyList<(long Id, string Name)> Learners);

/// <summary>Lists the notes of a client that the reader may see, newest first.</summary>
public sealed class ClientNotes(CrmDbContext db, ClientHead heads, ReadLog reads)
{
    /// <exception cref="NotFoundException">The client is out of sight.</exception>
    /// <exception cref="ForbiddenException">The client is in sight, its notes are not.</exception>
    public async Task<ClientNoteList> RunAsync(Actor actor, long clientId, int page = 1, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var head = await heads.RunAsync(actor, clientId, cancel: cancel);
        var learners = await db.Learners.AsNoTracking().Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClinical).OrderBy(l => l.FirstName).ThenBy(l => l.Id)
            .Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }).ToListAsync(cancel);
        var ofClient = await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.ViewClinical).AnyAsync(cancel);
        if (!ofClient && learners.Count == 0) throw new ForbiddenException();
        var (visible, size, at) = (db.SessionNotes.AsNoTracking().Where(n => n.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClinical), 50, Math.Clamp(page, 1, 1_000_000));
        var total = await visible.CountAsync(cancel);
        var numbers = await SessionNumbers.OfAsync(db, clientId, cancel);
        var rows = await Rows(visible.OrderByDescending(n => n.SessionDate).ThenByDescending(n => n.SessionTime).ThenByDescending(n => n.Id).Skip((at - 1) * size).Take(size)).ToListAsync(cancel);
        await reads.ListAsync(actor, "note.listed", FormattableString.Invariant($"client={clientId} page={at}"), total, cancel);
        var mayWrite = actor.May(Permission.WriteClinical) && await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.WriteClinical).AnyAsync(cancel);
        return new(head, new([.. rows.Select(r => r with { Number = numbers.TryGetValue(r.Id, out var number) ? number : null })], at, size, total), mayWrite, [.. learners.Select(l => (l.Id, l.Name))]);
    }

    private IQueryable<NoteRow> Rows(IQueryable<SessionNote> notes) => notes.Select(n => new NoteRow(
        n.Id, null, n.SessionDate, n.SessionTime, n.Duration, db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(),
        db.Learners.Where(l => l.Id == n.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
        db.ServiceCodes.Where(s => s.Id == n.ServiceCodeId).Select(s => s.Description).FirstOrDefault(), n.Format, n.Status, n.IsLateEntry, n.IsConsultation, n.IsProBono, n.CurrentNumber,
        db.NoteCosignatures.Count(c => c.NoteId == n.Id && c.SignedAt == null), db.NoteCosignatures.Count(c => c.NoteId == n.Id && c.SignedAt != null)));
}
