using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>One line of the log as people read it.</summary>
/// <param name="Client">Name of the client; null when the reader may not see the client.</param>
public sealed record AuditRow(
    long Id, Instant At, long? UserId, string? User, string Action, string InformationType, long? EntityId, long? ClientId, string? Client, AuditOutcome Outcome,
    string? Reason, string? Details, string? Address);

/// <summary>Reads the log: who did or saw what. Reading it is on file as well.</summary>
public sealed class AuditTrail(CrmDbContext db, ReadLog reads)
{
    /// <summary>What is looked for.</summary>
    public sealed record Request
    {
        public Instant? From { get; init; }

        /// <summary>Up to and without this instant.</summary>
        public Instant? To { get; init; }
        public long? UserId { get; init; }
        public string? InformationType { get; init; }
        public AuditOutcome? Outcome { get; init; }
        public long? ClientId { get; init; }
        public int Page { get; init; } = 1;

        /// <summary>1 to 200.</summary>
        public int PageSize { get; init; } = 50;

        internal string ForLog => FormattableString.Invariant($"user={UserId} type={InformationType} outcome={Outcome} client={ClientId} page={Page}");
    }

    /// <summary>The page asked for, newest first.</summary>
    /// <exception cref="NotFoundException">The client asked for is out of the actor's sight.</exception>
    public async Task<PageOf<AuditRow>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        if (request.ClientId is { } client) await db.Clients.AsNoTracking().GetAsync(db, actor, client, Permission.ViewClients, cancel);
        var (page, size, found) = (Math.Clamp(request.Page, 1, 1_000_000), Math.Clamp(request.PageSize, 1, 200), Found(actor, request));
        var total = await found.CountAsync(cancel);
        var lines = await found.OrderByDescending(e => e.Id).Skip((page - 1) * size).Take(size)
            .Select(e => new { Line = e, User = db.Users.Where(u => u.Id == e.UserId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() }).ToListAsync(cancel);
        var ids = lines.Select(l => l.Line.ClientId).OfType<long>().Distinct().ToList();
        var names = await db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName }).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        if (request.ClientId is { } one) await reads.OneAsync(actor, "audit.read", one, one, cancel);
        else await reads.ListAsync(actor, "audit.listed", request.ForLog, total, cancel);
        return new([.. lines.Select(l => new AuditRow(l.Line.Id, l.Line.At, l.Line.UserId, l.User, l.Line.Action, l.Line.InformationType, l.Line.EntityId, l.Line.ClientId,
            l.Line.ClientId is { } id ? names.GetValueOrDefault(id) : null, l.Line.Outcome, l.Line.Reason, l.Line.Details, l.Line.IpAddress))], page, size, total);
    }

    /// <summary>The kinds of information that the log speaks of.</summary>
    public Task<List<string>> TypesAsync(CancellationToken cancel = default) =>
        db.AuditEntries.Select(e => e.InformationType).Distinct().OrderBy(t => t).ToListAsync(cancel);

    private IQueryable<AuditEntry> Found(Actor actor, Request request)
    {
        var lines = db.AuditEntries.AsNoTracking();
        if (actor.ReachOf(Permission.ViewAudit) != Reach.Any)
        {
            var mine = db.Clients.VisibleTo(db, actor, Permission.ViewAudit).Select(c => (long?)c.Id);
            lines = lines.Where(e => mine.Contains(e.ClientId));
        }
        if (request.From is { } from) lines = lines.Where(e => e.At >= from);
        if (request.To is { } to) lines = lines.Where(e => e.At < to);
        if (request.UserId is { } user) lines = lines.Where(e => e.UserId == user);
        if (request.InformationType is { Length: > 0 } type) lines = lines.Where(e => e.InformationType == type);
        if (request.Outcome is { } outcome) lines = lines.Where(e => e.Outcome == outcome);
        if (request.ClientId is { } client) lines = lines.Where(e => e.ClientId == client);
        return lines;
    }
}
