using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Reads what signed notes say about goals: out of their sealed texts and from nowhere else, so that a redaction takes it away everywhere.</summary>
internal static class ProgressReading
{
    private const int MostNotes = 2000;

    /// <summary>The points of each goal, oldest first; drafts give none. One query, whatever the number of goals.</summary>
    /// <param name="plans">The plans whose goals are meant; all of one client.</param>
    public static async Task<ILookup<long, ProgressPoint>> ProgressAsync(this CrmDbContext db, Actor actor, ClientCipher cipher, IReadOnlyCollection<TreatmentPlan> plans, CancellationToken cancel)
    {
        if (plans.Count == 0) return Array.Empty<ProgressPoint>().ToLookup(p => p.NoteId);
        var (clientId, learners, since) = (plans.First().ClientId, plans.Select(p => p.LearnerId).Distinct().ToList(), plans.Min(p => p.CreatedAt));
        var rows = await (from n in db.SessionNotes.AsNoTracking().VisibleTo(db, actor, Permission.ViewClinical)
                          join v in db.NoteVersions on new { NoteId = n.Id, Number = n.CurrentNumber } equals new { v.NoteId, v.Number }
                          where n.ClientId == clientId && learners.Contains(n.LearnerId) && n.Status == NoteStatus.Signed && v.Body != null && v.SignedAt >= since
                          orderby n.SessionDate descending, n.Id descending
                          select new { n.Id, n.SessionDate, n.SessionTime, Version = v }).Take(MostNotes).ToListAsync(cancel);
        return rows.SelectMany(r => (cipher.OpenValue<NoteBody>(r.Version.Body!, r.Version.Place).Progress ?? []).Select(p => new ProgressPoint(r.Id, r.SessionDate, r.SessionTime, p)))
            .OrderBy(p => p.Date).ThenBy(p => p.Time ?? LocalTime.MinValue).ThenBy(p => p.NoteId).ToLookup(p => p.Said.GoalId);
    }
}
