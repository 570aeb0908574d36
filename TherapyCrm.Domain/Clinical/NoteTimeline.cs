using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Session notes on the timeline: signed ones with the beginning of their text, redacted ones as stubs, drafts for their author alone.</summary>
public sealed class NoteTimeline(CrmDbContext db) : ITimelineSource
{
    private (long ClientId, int Count)? numbered;

    private sealed record Line(
        long Id, LocalDate Date, LocalTime? Time, long? LearnerId, NoteStatus Status, int Number, bool IsConsultation, bool IsLateEntry, bool IsProBono, string Author, byte[]? Body, Guid? SealId);

    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Note;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewClinical;

    /// <inheritdoc/>
    public int Rank => 7;

    /// <inheritdoc/>
    public async Task<int> CountAsync(TimelineScope scope, CancellationToken cancel)
    {
        // The numbered ones in the same reading: the numbers of a page are counted down from them.
        var (id, seen) = (scope.ClientId, Rule(scope));
        var counts = await db.SessionNotes.Where(n => n.ClientId == id && n.DiscardedAt == null).GroupBy(n => n.ClientId)
            .Select(g => new { Seen = g.AsQueryable().Count(seen), Numbered = g.AsQueryable().Count(SessionNumbers.IsNumbered) }).FirstOrDefaultAsync(cancel);
        numbered = (id, counts?.Numbered ?? 0);
        return counts?.Seen ?? 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel)
    {
        var clock = new NoteClock(scope.Zone);
        var notes = db.SessionNotes.AsNoTracking().Where(Rule(scope));
        if (TimelineScope.Behind(after, Rank) is { } behind) notes = notes.Where(Before(clock, behind));
        var lines = await (from n in notes
                           join v in db.NoteVersions on new { NoteId = n.Id, Number = n.CurrentNumber } equals new { v.NoteId, v.Number } into versions
                           from v in versions.DefaultIfEmpty()
                           orderby n.SessionDate descending, n.SessionTime ?? LocalTime.Midnight descending, n.Id descending
                           select new Line(
                               n.Id, n.SessionDate, n.SessionTime, n.LearnerId, n.Status, n.CurrentNumber, n.IsConsultation, n.IsLateEntry, n.IsProBono,
                               db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(), v!.Body, (Guid?)v.SealId)).Take(most).ToListAsync(cancel);
        if (lines.Count == 0) return [];
        var numbers = await SessionNumbers.BetweenAsync(db, scope.ClientId, lines[^1].Date, lines[0].Date, numbered is { } known && known.ClientId == scope.ClientId ? known.Count : null, cancel);
        var drafts = await DraftsAsync(scope.Actor, lines, cancel);
        return lines.ConvertAll(l =>
        {
            var key = new TimelineKey(clock.Of(l.Date + (l.Time ?? LocalTime.Midnight)), Rank, l.Id);
            return new TimelineRow(key, cipher => Opened(key, l, numbers.TryGetValue(l.Id, out var number) ? number : null, drafts.GetValueOrDefault(l.Id), cipher));
        });
    }

    private static Expression<Func<SessionNote, bool>> Rule(TimelineScope scope)
    {
        var (me, clock) = (scope.Actor.UserId, new NoteClock(scope.Zone));
        var rule = scope.Rule<SessionNote>(Permission.ViewClinical).And(n => n.DiscardedAt == null && (n.Status != NoteStatus.Draft || n.AuthorId == me));
        if (scope.From is { } from && clock.NotBefore(from).Date is var first) rule = rule.And(n => n.SessionDate >= first);
        return scope.Until is { } until ? rule.And(Before(clock, (until, 0))) : rule;
    }

    private static Expression<Func<SessionNote, bool>> Before(NoteClock clock, (Instant At, long Id) behind)
    {
        var bound = clock.NotBefore(behind.At);
        var (date, time, id) = (bound.Date, bound.TimeOfDay, clock.Of(bound) == behind.At ? behind.Id : 0);
        return n => n.SessionDate <= date && (n.SessionDate < date || (n.SessionTime ?? LocalTime.Midnight) < time || ((n.SessionTime ?? LocalTime.Midnight) == time && n.Id < id));
    }

    private async Task<Dictionary<long, NoteDraft>> DraftsAsync(Actor actor, List<Line> lines, CancellationToken cancel)
    {
        var ids = lines.Where(l => l.Status == NoteStatus.Draft).Select(l => l.Id).ToList();
        if (ids.Count == 0) return [];
        var drafts = await db.NoteDrafts.AsNoTracking().Where(d => ids.Contains(d.NoteId) && d.UserId == actor.UserId && d.SetAsideAt == null).OrderBy(d => d.Id).ToListAsync(cancel);
        return drafts.GroupBy(d => d.NoteId).ToDictionary(g => g.Key, g => g.Last());
    }

    private TimelineEntry Opened(TimelineKey key, Line note, int? number, NoteDraft? draft, ClientCipher? cipher)
    {
        var body = (NoteBody?)null;
        if (cipher is not null && draft is { Body.Length: > 0 }) body = cipher.OpenValue<NoteBody>(draft.Body, draft.Place);
        else if (cipher is not null && note is { Body: { } closed, SealId: { } seal }) body = cipher.OpenValue<NoteBody>(closed, NoteVersion.PlaceOf(seal));
        return new(key, Class, note.Date, note.Time, number is { } n ? new Said("Session {0}", n) : note.IsConsultation ? new Said("Consultation") : new Said("Note"), $"/notes/{note.Id}")
        {
            By = note.Author, LearnerId = note.LearnerId, Marks = [.. Marks(note)],
            Lines = body is null ? [] : [.. body.Sections.Where(s => !string.IsNullOrWhiteSpace(s.Text)).Select(s => new TimelineLine(s.Heading, s.Text))],
        };
    }

    private static IEnumerable<string> Marks(Line note)
    {
        if (note.Status == NoteStatus.Draft) yield return "Draft";
        if (note.Status == NoteStatus.Redacted) yield return "Redacted";
        if (note.Status == NoteStatus.Signed) yield return note.Number > 1 ? "Signed, amended" : "Signed";
        if (note.IsLateEntry) yield return "Late entry";
        if (note.IsProBono) yield return "Pro bono";
    }
}
