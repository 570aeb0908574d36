using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>One signed text of a note.</summary>
/// <param name="IsIntact">False when text, author or time are not what was signed.</param>
public sealed record NoteVersionView(int Number, string Author, Instant SignedAt, NoteBody Body, bool IsIntact);

/// <summary>A supervisor's signature, asked for or given.</summary>
public sealed record CosignatureView(long SupervisorId, string Supervisor, Instant AskedAt, Instant? SignedAt, int? SignedNumber, string? Comment);

/// <summary>A note as its readers see it.</summary>
/// <param name="Number">The session's number; null for consultations and redacted notes.</param>
/// <param name="Versions">Newest first; empty for drafts and redacted notes.</param>
public sealed record NoteView(
    ClientHeading Head, SessionNote Note, string? Learner, string Author, string? Service, int? Number, IReadOnlyList<NoteVersionView> Versions, IReadOnlyList<CosignatureView> Cosignatures,
    string? RedactedBy, string? RedactionReason, bool HasMyDraft, bool MayWrite, bool MayCosign, bool MayRedact)
{
    /// <summary>The text that counts.</summary>
    public NoteVersionView? Current => Versions.Count > 0 ? Versions[0] : null;
}

/// <summary>Opens a note with all its versions; the look is on file before it is shown.</summary>
public sealed class NotePage(CrmDbContext db, ClientKeys keys, ClientHead heads, ReadLog reads)
{
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public async Task<NoteView> RunAsync(Actor actor, long noteId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClinical);
        var note = await db.SessionNotes.AsNoTracking().GetAsync(db, actor, noteId, Permission.ViewClinical, cancel);
        await reads.OneAsync(actor, "note.read", note.Id, note.ClientId, cancel);
        var head = await heads.RunAsync(actor, note.ClientId, cancel: cancel);
        var cipher = await keys.OfAsync(note.ClientId, cancel);
        return new(
            head, note, await LearnerAsync(note, cancel), await NameAsync(note.AuthorId, cancel) ?? "", await db.ServiceCodes.Where(s => s.Id == note.ServiceCodeId).Select(s => s.Description).FirstOrDefaultAsync(cancel),
            (await SessionNumbers.OfAsync(db, note.ClientId, cancel)).TryGetValue(note.Id, out var number) ? number : null,
            await VersionsAsync(note, cipher, cancel), await CosignaturesAsync(note, cipher, cancel),
            await NameAsync(note.RedactedBy, cancel), note.RedactionReason is { } reason ? cipher.Open(reason, note.ReasonPlace) : null,
            await db.NoteDrafts.Mine(note.Id, actor).AnyAsync(cancel),
            await MayAsync(actor, note, Permission.WriteClinical, cancel), await MayAsync(actor, note, Permission.CosignClinical, cancel) && note.AuthorId != actor.UserId,
            await MayAsync(actor, note, Permission.RedactClinical, cancel));
    }

    /// <summary>Who may be asked to co-sign: active people who hold the capability at all, the author apart.</summary>
    public async Task<IReadOnlyList<Choice>> SupervisorsAsync(long authorId, CancellationToken cancel = default)
    {
        var roles = await db.RolePermissions.Where(p => p.PermissionId == Permission.CosignClinical && p.Reach != Reach.None).Select(p => p.Role).ToListAsync(cancel);
        var names = roles.ConvertAll(r => StoredText.Of(r));
        return await db.Users.AsNoTracking()
            .Where(u => u.IsActive && u.Id != authorId
                && (db.UserPermissions.Any(p => p.UserId == u.Id && p.PermissionId == Permission.CosignClinical && p.Granted)
                    || db.RecordPermissions.Any(p => p.UserId == u.Id && p.PermissionId == Permission.CosignClinical && p.Granted)
                    || db.UserRoles.Any(r => r.UserId == u.Id && db.Roles.Any(x => x.Id == r.RoleId && names.Contains(x.Name!)))))
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id).Select(u => new Choice(u.Id, u.FirstName + " " + u.LastName)).Take(200).ToListAsync(cancel);
    }

    private async Task<List<NoteVersionView>> VersionsAsync(SessionNote note, ClientCipher cipher, CancellationToken cancel)
    {
        var rows = await (from v in db.NoteVersions.AsNoTracking()
                          join u in db.Users on v.AuthorId equals u.Id
                          where v.NoteId == note.Id && v.Body != null
                          orderby v.Number descending
                          select new { Row = v, Author = u.FirstName + " " + u.LastName }).ToListAsync(cancel);
        return rows.ConvertAll(r =>
        {
            var body = cipher.OpenValue<NoteBody>(r.Row.Body!, r.Row.Place);
            return new NoteVersionView(r.Row.Number, r.Author, r.Row.SignedAt, body, NoteHash.Of(cipher, body, r.Row.AuthorId, r.Row.SignedAt) == r.Row.Hash);
        });
    }

    private async Task<List<CosignatureView>> CosignaturesAsync(SessionNote note, ClientCipher cipher, CancellationToken cancel)
    {
        var rows = await (from c in db.NoteCosignatures.AsNoTracking()
                          join u in db.Users on c.SupervisorId equals u.Id
                          where c.NoteId == note.Id
                          orderby c.Id
                          select new { Row = c, Name = u.FirstName + " " + u.LastName }).ToListAsync(cancel);
        return rows.ConvertAll(r => new CosignatureView(
            r.Row.SupervisorId, r.Name, r.Row.AskedAt, r.Row.SignedAt, r.Row.SignedNumber, r.Row.Comment is { } comment ? cipher.Open(comment, r.Row.Place) : null));
    }

    private Task<string?> NameAsync(long? userId, CancellationToken cancel) =>
        db.Users.Where(u => u.Id == userId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel);

    private Task<string?> LearnerAsync(SessionNote note, CancellationToken cancel) =>
        db.Learners.Where(l => l.Id == note.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefaultAsync(cancel);

    private async Task<bool> MayAsync(Actor actor, SessionNote note, Permission permission, CancellationToken cancel) =>
        actor.May(permission) && await db.SessionNotes.Where(n => n.Id == note.Id).VisibleTo(db, actor, permission).AnyAsync(cancel);
}
