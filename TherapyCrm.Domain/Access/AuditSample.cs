using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>One line of the sample, as its reviewer reads it.</summary>
/// <param name="Client">File number; null when the reader may not see the client.</param>
/// <param name="IsOwn">The reader did it, so somebody else has to look.</param>
public sealed record SampledLine(long Id, Instant At, string User, string Action, long ClientId, string? Client, string? Reason, string? Reviewer, Instant? ReviewedAt, string? Note, bool IsOwn);

/// <summary>Draws the lines of an ended month that are looked at by chance: the same ones whenever it is asked (access.md §2).</summary>
public sealed class AuditSample(CrmDbContext db, PracticeDay day, ReadLog reads)
{
    /// <summary>How many lines a month.</summary>
    public const int Size = 20;
    private const int Draws = 400;
    private const int Rounds = 12;

    /// <summary>The sample of that month.</summary>
    /// <exception cref="NotFoundException">The month is not over; its sample would change.</exception>
    public async Task<IReadOnlyList<SampledLine>> RunAsync(Actor actor, YearMonth month, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        if ((await day.OfAsync(actor.Now, cancel)).ToYearMonth().CompareTo(month) <= 0) throw new NotFoundException();
        var drawn = await DrawAsync(month, cancel);
        var visible = db.Clients.VisibleTo(db, actor, Permission.ViewAudit);
        var lines = await (from e in db.AuditEntries.AsNoTracking().Where(e => drawn.Contains(e.Id))
                           join u in db.Users on e.UserId equals u.Id
                           join r in db.AuditReviews on e.Id equals r.AuditEntryId into reviews
                           from r in reviews.DefaultIfEmpty()
                           select new SampledLine(e.Id, e.At, u.FirstName + " " + u.LastName, e.Action, e.ClientId!.Value, visible.Where(c => c.Id == e.ClientId).Select(c => c.FileNumber).FirstOrDefault(), e.Reason,
                               db.Users.Where(p => p.Id == r!.ReviewedBy).Select(p => p.FirstName + " " + p.LastName).FirstOrDefault(), r == null ? null : r.ReviewedAt, r!.Note, e.UserId == actor.UserId)).ToListAsync(cancel);
        await reads.ListAsync(actor, "audit.sampled", month.ToString("uuuu-MM", null), lines.Count, cancel);
        return [.. lines.Where(l => l.Client is not null || actor.ReachOf(Permission.ViewAudit) == Reach.Any).OrderBy(l => drawn.IndexOf(l.Id))];
    }

    /// <summary>The lines drawn for that month, in the order drawn.</summary>
    internal async Task<List<long>> DrawAsync(YearMonth month, CancellationToken cancel)
    {
        var zone = await day.ZoneAsync(cancel);
        var (from, to) = (Zones.StartOfDay(month.OnDayOfMonth(1), zone), Zones.StartOfDay(month.PlusMonths(1).OnDayOfMonth(1), zone));
        var inMonth = db.AuditEntries.Where(e => e.At >= from && e.At < to);
        if (await inMonth.MinAsync(e => (long?)e.Id, cancel) is not { } first || await inMonth.MaxAsync(e => (long?)e.Id, cancel) is not { } last) return [];
        var about = inMonth.Where(e => e.ClientId != null && e.UserId != null);
        var dice = new Dice(month.Year * 100 + month.Month);
        var drawn = new List<long>();
        for (var round = 0; round < Rounds && drawn.Count < Size; round++)
        {
            var tried = last - first < Draws ? [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i).OrderBy(_ => dice.Next())]
                : Enumerable.Range(0, Draws).Select(_ => first + (long)(dice.Next() % (ulong)(last - first + 1))).ToList();
            var there = (await about.Where(e => tried.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel)).ToHashSet();
            drawn = [.. drawn.Concat(tried.Where(there.Contains)).Distinct().Take(Size)];
            if (last - first < Draws) break;
        }
        return drawn;
    }

    /// <summary>SplitMix64: the same numbers on every machine and version, which <see cref="Random"/> does not promise.</summary>
    private sealed class Dice(int seed)
    {
        private ulong state = (ulong)seed;

        public ulong Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

/// <summary>Notes what a look at a line of the sample found.</summary>
public sealed class ReviewAuditLine(CrmDbContext db, AuditSample sample, PracticeDay day) : IOperation
{
    /// <summary>Once for each line, and never by the one who did it.</summary>
    /// <exception cref="NotFoundException">The line is in no month's sample.</exception>
    public async Task<Outcome<bool>> RunAsync(Actor actor, long lineId, string? note, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        if (TypedText.Check("note", note, 1000, required: true).ToArray() is { Length: > 0 } problems) return problems;
        var line = await db.AuditEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Id == lineId, cancel) ?? throw new NotFoundException();
        var month = Zones.ToLocal(line.At, await day.ZoneAsync(cancel)).Date.ToYearMonth();
        if (!(await sample.RunAsync(actor, month, cancel)).Any(l => l.Id == lineId)) throw new NotFoundException();
        if (line.UserId == actor.UserId) throw new ForbiddenException();
        var review = new AuditReview { AuditEntryId = lineId, Note = TypedText.Kept(note)!, ReviewedBy = actor.UserId!.Value, ReviewedAt = actor.Now };
        db.AuditReviews.Add(review);
        db.Audit(actor, "audit.reviewed", review, line.ClientId);
        return await db.SaveAsync(true, _ => Task.FromResult<Problem[]>([Problem.Conflict("", "This was reviewed already.")]), cancel);
    }
}
