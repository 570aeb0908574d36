using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Insights;

/// <summary>Reads the notes of a file for an export, oldest first: signed ones with their text, redacted ones as stubs, no drafts.</summary>
public sealed class NotesInFile(CrmDbContext db, ClientKeys keys)
{
    private const int Some = 200;

    /// <summary>Those in the scope that may be seen and exported.</summary>
    public async Task<IReadOnlyList<NoteInFile>> RunAsync(TimelineScope scope, FileChoice choice, CancellationToken cancel = default)
    {
        var seen = scope.Seen(scope.Seen(db.SessionNotes.AsNoTracking(), Permission.ViewClinical), Permission.ExportRecords).Where(n => n.DiscardedAt == null && n.Status != NoteStatus.Draft);
        if (choice.From is { } from) seen = seen.Where(n => n.SessionDate >= from);
        if (choice.Until is { } until) seen = seen.Where(n => n.SessionDate <= until);
        if (await keys.FindAsync(scope.ClientId, cancel) is not { } cipher) return [];
        var (numbers, read) = (await SessionNumbers.OfAsync(db, scope.ClientId, cancel), new List<NoteInFile>());
        var ids = await seen.OrderBy(n => n.SessionDate).ThenBy(n => n.SessionTime ?? LocalTime.Midnight).ThenBy(n => n.Id).Select(n => n.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(Some)) read.AddRange(await SomeAsync(some, numbers, cipher, choice.WithHistory, cancel));
        return read;
    }

    private async Task<IEnumerable<NoteInFile>> SomeAsync(long[] ids, IReadOnlyDictionary<long, int> numbers, ClientCipher cipher, bool history, CancellationToken cancel)
    {
        var rows = await db.SessionNotes.AsNoTracking().Where(n => ids.Contains(n.Id)).Select(n => new
        {
            Note = n, Author = db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(),
            Learner = db.Learners.Where(l => l.Id == n.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
            Service = db.ServiceCodes.Where(s => s.Id == n.ServiceCodeId).Select(s => s.Description).FirstOrDefault(),
            RedactedBy = db.Users.Where(u => u.Id == n.RedactedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
        }).ToDictionaryAsync(r => r.Note.Id, cancel);
        var versions = (await db.NoteVersions.AsNoTracking().Where(v => ids.Contains(v.NoteId) && v.Body != null && (history || v.Number == v.Note.CurrentNumber)).OrderByDescending(v => v.Number)
            .Select(v => new { Row = v, Author = db.Users.Where(u => u.Id == v.AuthorId).Select(u => u.FirstName + " " + u.LastName).First() }).ToListAsync(cancel)).ToLookup(v => v.Row.NoteId);
        var cosigns = (await db.NoteCosignatures.AsNoTracking().Where(c => ids.Contains(c.NoteId)).OrderBy(c => c.Id)
            .Select(c => new { Row = c, Name = db.Users.Where(u => u.Id == c.SupervisorId).Select(u => u.FirstName + " " + u.LastName).First() }).ToListAsync(cancel)).ToLookup(c => c.Row.NoteId);
        return ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(r => new NoteInFile(
            r.Note, numbers.TryGetValue(r.Note.Id, out var number) ? number : null, r.Author, r.Learner, r.Service,
            r.Note.Status == NoteStatus.Redacted ? [] : [.. versions[r.Note.Id].Select(v => Opened(v.Row, v.Author, cipher))],
            r.Note.Status == NoteStatus.Redacted ? [] : [.. cosigns[r.Note.Id].Select(c => new CosignatureView(c.Row.SupervisorId, c.Name, c.Row.AskedAt, c.Row.SignedAt, c.Row.SignedNumber, c.Row.Comment is { } comment ? cipher.Open(comment, c.Row.Place) : null))],
            r.RedactedBy, r.Note.RedactionReason is { } reason ? cipher.Open(reason, r.Note.ReasonPlace) : null));
    }

    private static NoteVersionView Opened(NoteVersion row, string author, ClientCipher cipher)
    {
        var body = cipher.OpenValue<NoteBody>(row.Body!, row.Place);
        return new(row.Number, author, row.SignedAt, body, NoteHash.Of(cipher, body, row.AuthorId, row.SignedAt) == row.Hash);
    }
}
