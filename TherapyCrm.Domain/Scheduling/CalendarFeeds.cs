using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Gives a person a secret address for their own calendar; an earlier one stops working.</summary>
public sealed class OpenCalendarFeed(CrmDbContext db) : IOperation
{
    /// <summary>The token of the address; it is shown once, only its hash is kept.</summary>
    public async Task<Outcome<string>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        if (actor.UserId is not { } me) throw new ForbiddenException();
        foreach (var old in await db.CalendarFeeds.Where(f => f.UserId == me && f.RevokedAt == null).ToListAsync(cancel)) old.RevokedAt = actor.Now;
        var token = Tokens.New();
        var feed = new CalendarFeed { UserId = me, TokenHash = Tokens.Hash(token), CreatedAt = actor.Now };
        db.Add(feed);
        db.Audit(actor, "calendar.opened", feed);
        return await db.SaveAsync(token, null, cancel);
    }
}

/// <summary>Ends the secret address of one's own calendar.</summary>
public sealed class RevokeCalendarFeed(CrmDbContext db) : IOperation
{
    /// <summary>How many addresses were ended.</summary>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var me = actor.UserId;
        var open = await db.CalendarFeeds.Where(f => f.UserId == me && f.RevokedAt == null).ToListAsync(cancel);
        foreach (var feed in open)
        {
            feed.RevokedAt = actor.Now;
            db.Audit(actor, "calendar.revoked", feed);
        }
        return await db.SaveAsync(open.Count, null, cancel);
    }
}

/// <summary>One entry of a calendar feed: initials only, never a name.</summary>
/// <param name="Uid">The same for the same appointment or block for ever.</param>
/// <param name="Sequence">Grows with each change.</param>
public sealed record FeedEntry(string Uid, int Sequence, Instant Start, Instant End, string Summary, string? Where, Instant ChangedAt);

/// <summary>Reads a person's calendar by its secret address.</summary>
public sealed class ReadCalendarFeed(CrmDbContext db, ActorLoader loader) : IOperation
{
    private static readonly Duration Back = Duration.FromDays(30);
    private static readonly Duration Ahead = Duration.FromDays(180);

    /// <summary>The owner's entries, 30 days back and 180 ahead; what the owner may not see is left out.</summary>
    /// <exception cref="NotFoundException">The address is unknown or revoked, or its owner no longer works here.</exception>
    public async Task<IReadOnlyList<FeedEntry>> GetAsync(string token, Instant now, CancellationToken cancel = default)
    {
        var hash = Tokens.Hash(token);
        var feed = await db.CalendarFeeds.FirstOrDefaultAsync(f => f.TokenHash == hash && f.RevokedAt == null, cancel) ?? throw new NotFoundException();
        var me = feed.UserId;
        if (!await db.Users.AnyAsync(u => u.Id == me && u.IsActive && !u.AccountLocked, cancel)) throw new NotFoundException();
        var actor = await loader.LoadAsync(me, now, cancel);
        var (from, to) = (now - Back, now + Ahead);
        var appointments = await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.EndTime > from && a.StartTime < to && a.Status != AppointmentStatus.Cancelled && (a.TherapistId == me || a.Staff.Any(s => s.UserId == me))).OrderBy(a => a.StartTime)
            .Select(a => new { a.Id, a.Version, a.StartTime, a.EndTime, a.UpdatedAt, First = a.Client!.FirstName.Substring(0, 1), Last = a.Client.LastName.Substring(0, 1), Room = a.Room!.Name, a.Place }).ToListAsync(cancel);
        var blocks = await db.Blocks.Where(b => b.EndTime > from && b.StartTime < to && b.Staff.Any(s => s.UserId == me)).OrderBy(b => b.StartTime)
            .Select(b => new { b.Id, b.Version, b.StartTime, b.EndTime, b.UpdatedAt, b.Kind, Room = b.Room!.Name }).ToListAsync(cancel);
        db.Audit(actor, "calendar.read", feed, details: $"{appointments.Count + blocks.Count} entries");
        await db.SaveAsync(true, null, cancel);
        return [.. appointments.Select(a => new FeedEntry($"appointment-{a.Id}", a.Version, a.StartTime, a.EndTime, $"{a.First}. {a.Last}.", a.Room, a.UpdatedAt)),
            .. blocks.Select(b => new FeedEntry($"block-{b.Id}", b.Version, b.StartTime, b.EndTime, StoredText.Of(b.Kind), b.Room, b.UpdatedAt))];
    }
}
