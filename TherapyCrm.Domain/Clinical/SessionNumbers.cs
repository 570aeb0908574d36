using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Numbers a client's sessions by (date, time, id) from the client's offset + 1; consultations and redacted notes carry no number, drafts and pro bono do (domain.md §4).</summary>
internal static class SessionNumbers
{
    /// <summary>The number of each numbered note of the client.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> OfAsync(CrmDbContext db, long clientId, CancellationToken cancel)
    {
        var offset = await db.Clients.Where(c => c.Id == clientId).Select(c => c.SessionOffset).FirstAsync(cancel);
        var numbered = await db.SessionNotes.AsNoTracking()
            .Where(n => n.ClientId == clientId && !n.IsConsultation && n.Status != NoteStatus.Redacted && n.DiscardedAt == null)
            .Select(n => new { n.Id, n.SessionDate, n.SessionTime }).ToListAsync(cancel);
        return numbered.OrderBy(n => n.SessionDate).ThenBy(n => n.SessionTime ?? LocalTime.MinValue).ThenBy(n => n.Id)
            .Select((n, i) => (n.Id, Number: offset + i + 1)).ToDictionary(n => n.Id, n => n.Number);
    }

    /// <summary>The same, of the notes of these days only.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> BetweenAsync(CrmDbContext db, long clientId, LocalDate first, LocalDate last, CancellationToken cancel)
    {
        var numbered = db.SessionNotes.AsNoTracking().Where(n => n.ClientId == clientId && !n.IsConsultation && n.Status != NoteStatus.Redacted && n.DiscardedAt == null);
        var before = await db.Clients.Where(c => c.Id == clientId).Select(c => c.SessionOffset).FirstAsync(cancel) + await numbered.CountAsync(n => n.SessionDate < first, cancel);
        var these = await numbered.Where(n => n.SessionDate >= first && n.SessionDate <= last).Select(n => new { n.Id, n.SessionDate, n.SessionTime }).ToListAsync(cancel);
        return these.OrderBy(n => n.SessionDate).ThenBy(n => n.SessionTime ?? LocalTime.MinValue).ThenBy(n => n.Id).Select((n, i) => (n.Id, Number: before + i + 1)).ToDictionary(n => n.Id, n => n.Number);
    }
}
