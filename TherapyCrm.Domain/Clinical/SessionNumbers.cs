using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Numbers a client's sessions by (date, time, id) from the client's offset + 1; consultations and redacted notes carry no number, drafts and pro bono do (domain.md §4).</summary>
internal static class SessionNumbers
{
    public static readonly Expression<Func<SessionNote, bool>> IsNumbered = n => !n.IsConsultation && n.Status != NoteStatus.Redacted && n.DiscardedAt == null;

    /// <summary>The number of each numbered note of the client.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> OfAsync(CrmDbContext db, long clientId, CancellationToken cancel)
    {
        var offset = await db.Clients.Where(c => c.Id == clientId).Select(c => c.SessionOffset).FirstAsync(cancel);
        var numbered = await db.SessionNotes.AsNoTracking()
            .Where(n => n.ClientId == clientId).Where(IsNumbered)
            .Select(n => new { n.Id, n.SessionDate, n.SessionTime }).ToListAsync(cancel);
        return numbered.OrderBy(n => n.SessionDate).ThenBy(n => n.SessionTime ?? LocalTime.MinValue).ThenBy(n => n.Id)
            .Select((n, i) => (n.Id, Number: offset + i + 1)).ToDictionary(n => n.Id, n => n.Number);
    }

    /// <summary>The same, of the notes of these days only.</summary>
    /// <param name="all">How many numbered notes the client has, if that is known.</param>
    public static async Task<IReadOnlyDictionary<long, int>> BetweenAsync(CrmDbContext db, long clientId, LocalDate first, LocalDate last, int? all, CancellationToken cancel)
    {
        var numbered = db.SessionNotes.AsNoTracking().Where(n => n.ClientId == clientId).Where(IsNumbered);
        var these = await numbered.Where(n => n.SessionDate >= first && n.SessionDate <= last)
            .Select(n => new { n.Id, n.SessionDate, n.SessionTime, n.Client!.SessionOffset, Later = numbered.Count(l => l.SessionDate > last) }).ToListAsync(cancel);
        if (these.Count == 0) return new Dictionary<long, int>();
        var before = these[0].SessionOffset + (all ?? await numbered.CountAsync(cancel)) - these[0].Later - these.Count;
        return these.OrderBy(n => n.SessionDate).ThenBy(n => n.SessionTime ?? LocalTime.MinValue).ThenBy(n => n.Id).Select((n, i) => (n.Id, Number: before + i + 1)).ToDictionary(n => n.Id, n => n.Number);
    }
}
