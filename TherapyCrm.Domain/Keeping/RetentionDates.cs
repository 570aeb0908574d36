using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Keeping;

/// <summary>One file with its last contact and how long it is kept.</summary>
/// <param name="Hold">The reason of the legal hold on it; null when there is none.</param>
/// <param name="AskedBy">Who asked to end it; null when nobody did.</param>
/// <param name="HasUnknownBirthday">Somebody in the file may be a minor: their birthday is not known.</param>
public sealed record FileKept(
    long ClientId, string FileNumber, string Name, ClientStatus Status, LocalDate FirstContact, LocalDate LastContact, RetentionTerm Term, Kept Kept, string? Hold, long? AskedBy, bool HasUnknownBirthday)
{
    /// <summary>True when it may be ended on that day.</summary>
    public bool IsDue(LocalDate today) => Hold is null && Kept.IsOver(today);
}

/// <summary>Computes for files how long they are kept; in one reading for all.</summary>
public sealed class RetentionDates(CrmDbContext db, PracticeDay day, Settings settings, ReadLog reads) : IOperation
{
    /// <summary>The files whose time is over, held or not, the longest over first.</summary>
    public async Task<IReadOnlyList<FileKept>> DueAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.DestroyRecords);
        var today = await day.OfAsync(actor.Now, cancel);
        var due = (await OfAsync(db.Clients.VisibleTo(db, actor, Permission.DestroyRecords), cancel)).Where(f => f.Kept.IsOver(today)).OrderBy(f => f.Kept.Until).ThenBy(f => f.ClientId).ToList();
        await reads.ListAsync(actor, "retention.due_listed", "all", due.Count, cancel);
        return due;
    }

    /// <summary>One file; null when it was ended.</summary>
    /// <exception cref="NotFoundException">The client is out of the actor's sight.</exception>
    public async Task<FileKept?> OneAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.DestroyRecords);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.DestroyRecords, cancel);
        return (await OfAsync(db.Clients.Where(c => c.Id == clientId), cancel)) is [var one] ? one : null;
    }

    private async Task<List<FileKept>> OfAsync(IQueryable<Client> clients, CancellationToken cancel)
    {
        var (zone, majority, years) = (await day.ZoneAsync(cancel), await settings.GetAsync(Setting.Majority, cancel), await settings.GetAsync(Setting.RetentionYears, cancel));
        var there = clients.Where(c => !db.DestructionCertificates.Any(d => d.ClientId == c.Id));
        var rows = await there.Select(c => new
        {
            c.Id, c.FileNumber, Name = c.FirstName + " " + c.LastName, c.Status, c.CreatedAt, c.DateOfBirth, c.ClientTypeId,
            Hold = db.LegalHolds.Where(h => h.ClientId == c.Id && h.LiftedAt == null).OrderBy(h => h.Id).Select(h => h.Reason).FirstOrDefault(),
            AskedBy = db.DestructionRequests.Where(r => r.ClientId == c.Id && r.ClosedAt == null).Select(r => (long?)r.AskedBy).FirstOrDefault(),
        }).ToListAsync(cancel);
        var contacts = await Contacted.All(db).Where(k => there.Any(c => c.Id == k.ClientId)).GroupBy(k => k.ClientId).Select(g => new { g.Key, First = g.Min(k => k.At), Last = g.Max(k => k.At) }).ToDictionaryAsync(k => k.Key, cancel);
        var notes = await ContactedOn.All(db).Where(k => there.Any(c => c.Id == k.ClientId)).GroupBy(k => k.ClientId).Select(g => new { g.Key, First = g.Min(k => k.Day), Last = g.Max(k => k.Day) }).ToDictionaryAsync(k => k.Key, cancel);
        var learners = (await db.Learners.Where(l => there.Any(c => c.Id == l.ClientId)).Select(l => new { l.ClientId, l.DateOfBirth }).ToListAsync(cancel)).ToLookup(l => l.ClientId, l => l.DateOfBirth);
        var documents = (await db.Documents.Where(d => d.RetentionPeriodDays != null && there.Any(c => c.Id == d.ClientId)).Select(d => new { ClientId = d.ClientId!.Value, d.UploadDate, d.RetentionPeriodDays }).ToListAsync(cancel))
            .ToLookup(d => d.ClientId, d => (LocalDate?)Zones.ToLocal(d.UploadDate, zone).Date.PlusDays(d.RetentionPeriodDays!.Value));
        var terms = await db.ClientTypes.ToDictionaryAsync(t => t.Id, t => new RetentionTerm(t.RetentionAmount, t.RetentionUnit), cancel);
        return rows.ConvertAll(c =>
        {
            List<LocalDate> days = [];
            if (contacts.TryGetValue(c.Id, out var contact)) days.AddRange([Zones.ToLocal(contact.First, zone).Date, Zones.ToLocal(contact.Last, zone).Date]);
            if (notes.TryGetValue(c.Id, out var note)) days.AddRange([note.First, note.Last]);
            if (days.Count == 0) days.Add(Zones.ToLocal(c.CreatedAt, zone).Date); // nothing but the opening of the file
            var (first, last) = (days.Min(), days.Max());
            var term = c.ClientTypeId is { } type ? terms[type] : new RetentionTerm(years, RetentionUnit.Years);
            LocalDate?[] birthdays = [c.DateOfBirth, .. learners[c.Id]];
            // Without learners an unknown birthday is the client's own; with them the client is the family contact.
            var unknown = learners[c.Id].Any() ? learners[c.Id].Contains(null) : c.DateOfBirth is null;
            return new FileKept(c.Id, c.FileNumber, c.Name, c.Status, first, last, term, new Retention(term, majority).Of(last, birthdays.OfType<LocalDate>()).AtLeast(documents[c.Id].Max()), c.Hold, c.AskedBy, unknown);
        });
    }
}
