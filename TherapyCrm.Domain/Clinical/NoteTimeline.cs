using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Session notes on the timeline: signed ones with the beginning of their text, redacted ones as stubs, drafts for their author alone.</summary>
public sealed class NoteTimeline(CrmDbContext db) : ITimelineSource
{
    private sealed record Line(SessionNote Note, string Author, NoteVersion? Version);

    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Note;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewClinical;

    /// <inheritdoc/>
    public int Rank => 7;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Seen(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel)
    {
        var clock = new NoteClock(scope.Zone);
        var notes = Seen(scope);
        if (TimelineScope.Behind(after, Rank) is { } behind) notes = Before(notes, clock, behind);
        var lines = await (from n in notes
                           join v in db.NoteVersions on new { NoteId = n.Id, Number = n.CurrentNumber } equals new { v.NoteId, v.Number } into versions
                           from v in versions.DefaultIfEmpty()
                           orderby n.SessionDate descending, n.SessionTime ?? LocalTime.Midnight descending, n.Id descending
                           select new Line(n, db.Users.Where(u => u.Id == n.AuthorId).Select(u => u.FirstName + " " + u.LastName).First(), v)).Take(most).ToListAsync(cancel);
        if (lines.Count == 0) return [];
        var numbers = await SessionNumbers.BetweenAsync(db, scope.ClientId, lines[^1].Note.SessionDate, lines[0].Note.SessionDate, cancel);
        var drafts = await DraftsAsync(scope.Actor, lines, cancel);
        return lines.ConvertAll(l =>
        {
            var key = new TimelineKey(clock.Of(l.Note.SessionDate + (l.Note.SessionTime ?? LocalTime.Midnight)), Rank, l.Note.Id);
            return new TimelineRow(key, cipher => Opened(key, l, numbers.TryGetValue(l.Note.Id, out var number) ? number : null, drafts.GetValueOrDefault(l.Note.Id), cipher));
        });
    }

    private IQueryable<SessionNote> Seen(TimelineScope scope)
    {
        var (me, clock) = (scope.Actor.UserId, new NoteClock(scope.Zone));
        var notes = scope.Seen(db.SessionNotes.AsNoTracking(), Permission.ViewClinical).Where(n => n.DiscardedAt == null && (n.Status != NoteStatus.Draft || n.AuthorId == me));
        if (scope.From is { } from && clock.NotBefore(from) is var first) notes = notes.Where(n => n.SessionDate >= first.Date);
        return scope.Until is { } until ? Before(notes, clock, (until, 0)) : notes;
    }

    private static IQueryable<SessionNote> Before(IQueryable<SessionNote> notes, NoteClock clock, (Instant At, long Id) behind)
    {
        var bound = clock.NotBefore(behind.At);
        var (date, time, id) = (bound.Date, bound.TimeOfDay, clock.Of(bound) == behind.At ? behind.Id : 0);
        return notes.Where(n => n.SessionDate <= date && (n.SessionDate < date || (n.SessionTime ?? LocalTime.Midnight) < time || ((n.SessionTime ?? LocalTime.Midnight) == time && n.Id < id)));
    }

    private async Task<Dictionary<long, NoteDraft>> DraftsAsync(Actor actor, List<Line> lines, CancellationToken cancel)
    {
        var ids = lines.Where(l => l.Note.Status == NoteStatus.Draft).Select(l => l.Note.Id).ToList();
        if (ids.Count == 0) return [];
        var drafts = await db.NoteDrafts.AsNoTracking().Where(d => ids.Contains(d.NoteId) && d.UserId == actor.UserId && d.SetAsideAt == null).OrderBy(d => d.Id).ToListAsync(cancel);
        return drafts.GroupBy(d => d.NoteId).ToDictionary(g => g.Key, g => g.Last());
    }

    private TimelineEntry Opened(TimelineKey key, Line line, int? number, NoteDraft? draft, ClientCipher? cipher)
    {
        var (note, body) = (line.Note, (NoteBody?)null);
        if (cipher is not null && draft is { Body.Length: > 0 }) body = cipher.OpenValue<NoteBody>(draft.Body, draft.Place);
        else if (cipher is not null && line.Version?.Body is { } closed) body = cipher.OpenValue<NoteBody>(closed, line.Version.Place);
        return new(key, Class, note.SessionDate, note.SessionTime, number is { } n ? new Said("Session {0}", n) : note.IsConsultation ? new Said("Consultation") : new Said("Note"), $"/notes/{note.Id}")
        {
            By = line.Author, LearnerId = note.LearnerId, Marks = [.. Marks(note)],
            Lines = body is null ? [] : [.. body.Sections.Where(s => !string.IsNullOrWhiteSpace(s.Text)).Select(s => new TimelineLine(s.Heading, s.Text))],
        };
    }

    private static IEnumerable<string> Marks(SessionNote note)
    {
        if (note.Status == NoteStatus.Draft) yield return "Draft";
        if (note.Status == NoteStatus.Redacted) yield return "Redacted";
        if (note.Status == NoteStatus.Signed) yield return note.CurrentNumber > 1 ? "Signed, amended" : "Signed";
        if (note.IsLateEntry) yield return "Late entry";
        if (note.IsProBono) yield return "Pro bono";
    }
}
