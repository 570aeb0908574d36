using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Lets one person do something with one client or learner, or forbids it.</summary>
public sealed class GrantRecordPermission(CrmDbContext db) : IOperation
{
    /// <summary>Who, what, with whom and until when.</summary>
    public sealed record Request
    {
        public required long UserId { get; init; }
        public required Permission Permission { get; init; }
        public required long ClientId { get; init; }

        /// <summary>Set: only what is about this learner.</summary>
        public long? LearnerId { get; init; }

        /// <summary>False forbids, whatever else allows.</summary>
        public required bool Granted { get; init; }

        /// <summary>Null for ever.</summary>
        public Instant? ExpiresAt { get; init; }
    }

    /// <summary>Replaces what was said about the same person, capability and record before.</summary>
    public async Task<Outcome<RecordPermission>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHaveOver(request.UserId);
        await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId, Permission.ViewClients, cancel);
        if (!Enum.IsDefined(request.Permission) || !request.Permission.IsOnRecords()) return Problem.Invalid("permission", "Please choose a permission.");
        if (request.ExpiresAt <= actor.Now) return Problem.Invalid("expiresAt", "Please choose a day to come.");
        if (!await db.Users.AnyAsync(u => u.Id == request.UserId && u.IsActive, cancel)) return Problem.Invalid("userId", "Please choose a person.");
        if (request.LearnerId is { } learner && !await db.Clients.AnyAsync(c => c.Id == request.ClientId && c.Learners.Any(l => l.Id == learner), cancel))
            return Problem.Invalid("learnerId", "This learner belongs to another client.");
        var before = await db.RecordPermissions.Where(r => r.UserId == request.UserId && r.PermissionId == request.Permission
            && r.ClientId == request.ClientId && r.LearnerId == request.LearnerId).ToListAsync(cancel);
        if (request.Granted || before.Exists(r => !r.Granted)) await MustHoldAsync(actor, request.ClientId, request.Permission, cancel);
        db.RecordPermissions.RemoveRange(before);
        var row = new RecordPermission
        {
            UserId = request.UserId, PermissionId = request.Permission, ClientId = request.ClientId, LearnerId = request.LearnerId,
            Granted = request.Granted, GrantedBy = actor.UserId, GrantedAt = actor.Now, ExpiresAt = request.ExpiresAt,
        };
        db.RecordPermissions.Add(row);
        db.Audit(actor, request.Granted ? "permission.record_granted" : "permission.record_denied", row, request.ClientId, $"{StoredText.Of(request.Permission)} user={request.UserId}");
        return await db.SaveAsync(row, cancel: cancel);
    }

    /// <summary>Takes a row away.</summary>
    public async Task<Outcome<bool>> RevokeAsync(Actor actor, long clientId, long rowId, CancellationToken cancel = default)
    {
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        var row = await db.RecordPermissions.FirstOrDefaultAsync(r => r.Id == rowId && r.ClientId == clientId, cancel) ?? throw new NotFoundException();
        actor.MustHaveOver(row.UserId);
        if (!row.Granted) await MustHoldAsync(actor, clientId, row.PermissionId, cancel);
        db.RecordPermissions.Remove(row);
        db.Audit(actor, "permission.record_revoked", row, clientId, $"{StoredText.Of(row.PermissionId)} user={row.UserId}");
        return await db.SaveAsync(true, cancel: cancel);
    }

    private async Task MustHoldAsync(Actor actor, long clientId, Permission permission, CancellationToken cancel)
    {
        if (!await db.Clients.VisibleTo(db, actor, permission).AnyAsync(c => c.Id == clientId, cancel)) throw new ForbiddenException();
    }
}
